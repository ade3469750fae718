package io.mailboxconnector.it.receiving.app;

import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.annotation.Resource;
import java.util.List;
import javax.sql.DataSource;

/** One mail, one transaction. The descriptor says where and how. */
public class SingleInbox implements MailListener {

    @Resource(name = "orders")
    private DataSource database;

    @Override
    public void onMail(ReceivedMail mail) {
        Orders.enter(database, List.of(mail));
    }
}

package io.mailboxconnector.it.receiving.app;

import io.mailboxconnector.api.MailBatchListener;
import io.mailboxconnector.api.ReceivedMail;
import jakarta.annotation.Resource;
import java.util.List;
import javax.sql.DataSource;

/** Many mails, one transaction. The descriptor says where and how. */
public class BatchInbox implements MailBatchListener {

    @Resource(name = "orders")
    private DataSource database;

    @Override
    public void onMails(List<ReceivedMail> mails) {
        Orders.enter(database, mails);
    }
}

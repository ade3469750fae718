package io.mailboxconnector.it.sending.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import javax.naming.NamingException;

/** Places orders whatever becomes of the transaction of the caller. */
@ApplicationScoped
public class SeparateOrder {

    @Resource
    private TransactionSynchronizationRegistry transaction;

    /** Places an order, and withdraws it by {@code setRollbackOnly} if it is not to be committed. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void place(Order order, boolean commits) throws NamingException, MessagingException, SQLException {
        order.place();
        if (!commits) {
            transaction.setRollbackOnly();
        }
    }
}

package io.mailboxconnector.it.sending.app;

import io.mailboxconnector.api.MailboxException;
import jakarta.annotation.Resource;
import jakarta.mail.MessagingException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.SQLException;
import javax.naming.NamingException;

/**
 * Places an order: a row and a mail, in one transaction that ends as the request says. Answers with the Message-ID, or with
 * status 502 and what was thrown.
 */
@WebServlet("/order")
public class OrderPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Resource
    private transient UserTransaction transaction;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().println(place(Order.of(request), request.getParameter("end")));
        } catch (MailboxException | RollbackException refused) {
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            response.getWriter().println(refused.getMessage());
        } catch (NamingException
                | SQLException
                | MessagingException
                | InterruptedException
                | NotSupportedException
                | SystemException
                | HeuristicMixedException
                | HeuristicRollbackException failure) {
            throw new IOException(failure);
        }
    }

    private String place(Order order, String end)
            throws NamingException, SQLException, MessagingException, InterruptedException, NotSupportedException,
                    SystemException, RollbackException, HeuristicMixedException, HeuristicRollbackException {
        if (end.equals("none")) {
            return order.send();
        }
        if (end.equals("timeout")) {
            transaction.setTransactionTimeout(1);
        }
        transaction.begin();
        boolean over = false;
        try {
            String messageId = order.place();
            switch (end) {
                case "commit" -> transaction.commit();
                case "rollback" -> transaction.rollback();
                case "rollbackOnly" -> {
                    transaction.setRollbackOnly();
                    transaction.commit();
                }
                case "timeout" -> {
                    awaitTimeout();
                    transaction.commit();
                }
                default -> throw new IllegalArgumentException(end);
            }
            over = true;
            return messageId;
        } finally {
            transaction.setTransactionTimeout(0);
            if (!over && transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        }
    }

    /** Servers look at different intervals for transactions whose time is over. */
    private void awaitTimeout() throws SystemException, InterruptedException {
        for (int i = 0; transaction.getStatus() == Status.STATUS_ACTIVE; i++) {
            if (i == 300) {
                throw new IllegalStateException("the transaction did not time out");
            }
            Thread.sleep(100);
        }
    }
}

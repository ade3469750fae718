package io.mailboxconnector.it.sending.app;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
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

/** Places an order in a transaction, and meanwhile another one in a transaction of its own. */
@WebServlet("/nested")
public class NestedPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Resource
    private transient UserTransaction transaction;

    @Inject
    private transient SeparateOrder separately;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Order inner = Order.of(request);
        try {
            transaction.begin();
            boolean over = false;
            try {
                inner.about(request.getParameter("outer")).place();
                separately.place(inner, request.getParameter("end").equals("commit"));
                if (request.getParameter("outerEnd").equals("commit")) {
                    transaction.commit();
                    over = true;
                }
            } finally {
                if (!over && transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    transaction.rollback();
                }
            }
        } catch (NamingException
                | SQLException
                | MessagingException
                | NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException failure) {
            throw new IOException(failure);
        }
    }
}

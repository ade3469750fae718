package io.mailboxconnector.it.sending.app;

import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Opens several connections before it sends a mail over each. Answers with status 502 and what was thrown when one is refused. */
@WebServlet("/hold")
public class HoldPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Deque<MailboxConnection> held = new ArrayDeque<>();
        try {
            MailboxConnectionFactory factory =
                    (MailboxConnectionFactory) new InitialContext().lookup(request.getParameter("factory"));
            for (int i = Integer.parseInt(request.getParameter("connections")); i > 0; i--) {
                held.add(factory.getConnection());
            }
            for (MailboxConnection connection : held) {
                connection.send(OutgoingMail.builder()
                        .to(request.getParameter("to"))
                        .subject("held")
                        .text("One of several.")
                        .build());
            }
        } catch (MailboxException refused) {
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            response.getWriter().println(refused.getMessage());
        } catch (NamingException failure) {
            throw new IOException(failure);
        } finally {
            held.forEach(MailboxConnection::close);
        }
    }
}

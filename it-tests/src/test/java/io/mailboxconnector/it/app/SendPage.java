package io.mailboxconnector.it.app;

import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import jakarta.annotation.Resource;
import jakarta.mail.MessagingException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends {@code count} mails, one after the other, each over a connection borrowed anew. */
@WebServlet("/send")
public class SendPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Resource(name = "eis/Mailbox")
    private transient MailboxConnectionFactory mailbox;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        int count = Integer.parseInt(request.getParameter("count"));
        try {
            for (int i = 1; i <= count; i++) {
                response.getWriter()
                        .println(Postman.send(
                                        mailbox, request.getParameter("to"), request.getParameter("subject") + " " + i)
                                .messageId());
            }
        } catch (MailboxException failure) {
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            response.getWriter().println(failure.getMessage());
        } catch (MessagingException failure) {
            throw new IOException(failure);
        }
    }
}

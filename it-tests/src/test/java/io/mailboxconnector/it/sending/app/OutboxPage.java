package io.mailboxconnector.it.sending.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The MBean of an outbox: {@code GET} shows numbers and parked mails, {@code POST} performs an operation. */
@WebServlet("/outbox")
public class OutboxPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final List<String> NUMBERS = List.of("Queued", "Sending", "Sent", "Rejected", "Unknown");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = name(server, request);
            for (String number : NUMBERS) {
                response.getWriter().println(number + "=" + server.getAttribute(name, number));
            }
            for (String line : (String[]) server.invoke(name, "parked", new Object[0], new String[0])) {
                response.getWriter().println("parked " + line);
            }
        } catch (JMException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            response.getWriter()
                    .println(server.invoke(
                            name(server, request),
                            request.getParameter("operation"),
                            new Object[] {request.getParameter("id")},
                            new String[] {String.class.getName()}));
        } catch (JMException failure) {
            throw new IOException(failure);
        }
    }

    private static ObjectName name(MBeanServer server, HttpServletRequest request) throws JMException {
        String queue = ObjectName.quote(request.getParameter("queue"));
        return server.queryNames(new ObjectName("io.mailboxconnector:type=Outbox,queue=" + queue + ",*"), null).stream()
                .findFirst()
                .orElseThrow(() -> new JMException("no MBean of the outbox " + queue));
    }
}

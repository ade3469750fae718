package io.mailboxconnector.it.app;

import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows the journal, one entry per line, and hands it what the test demands of the beans. */
@WebServlet("/journal")
public class JournalPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @EJB
    private transient Journal journal;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        for (String line : journal.lines()) {
            response.getWriter().println(line);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        String births = request.getParameter("failBirths");
        if (births == null) {
            journal.release();
        } else {
            journal.failBirths(Integer.parseInt(births));
        }
    }
}

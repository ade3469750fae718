package io.mailboxconnector.it.sending.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The table of the orders: {@code GET} lists the subjects, {@code POST} makes it. */
@WebServlet("/table")
public class TablePage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        try (Connection connection = database(request).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select subject from placed")) {
            while (rows.next()) {
                response.getWriter().println(rows.getString(1));
            }
        } catch (NamingException | SQLException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (Connection connection = database(request).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table placed (subject varchar(100), message_id varchar(200))");
        } catch (NamingException | SQLException failure) {
            throw new IOException(failure);
        }
    }

    private static DataSource database(HttpServletRequest request) throws NamingException {
        return (DataSource) new InitialContext().lookup(request.getParameter("dataSource"));
    }
}

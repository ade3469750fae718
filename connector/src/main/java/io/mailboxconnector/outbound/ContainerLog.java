package io.mailboxconnector.outbound;

import io.mailboxconnector.api.ConnectionLost;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to a connection: the log of the connector, and the writer that the container may have set for it
 * (Connectors 2.1 §6.5.4, log writer). Safe for any thread.
 */
final class ContainerLog {

    private final String mailbox;
    private volatile @Nullable PrintWriter writer;

    ContainerLog(String mailbox, @Nullable PrintWriter writer) {
        this.mailbox = mailbox;
        this.writer = writer;
    }

    void writeTo(@Nullable PrintWriter other) {
        writer = other;
    }

    @Nullable
    PrintWriter writer() {
        return writer;
    }

    /** A session had been dropped by the server while it was idle. */
    void reopened(String purpose, ConnectionLost dropped) {
        OutboundLog.LOG.reopened(mailbox, purpose, dropped);
        write("was dropped by the server while it was idle, and opened anew for " + purpose);
    }

    /** It could not be found out whether the connection lives. */
    void checkFailed(RuntimeException e) {
        OutboundLog.LOG.checkFailed(mailbox, e);
        write("could not be checked and is given up: " + e.getMessage());
    }

    /** The connection broke; whoever used it has the exception. */
    void broken(Exception reason) {
        write("broke: " + reason.getMessage());
    }

    /** The connection is over. */
    void destroyed() {
        write("is destroyed");
    }

    private void write(String event) {
        PrintWriter out = writer;
        if (out != null) {
            out.println("Mailbox Connector: the connection to " + mailbox + " " + event);
            out.flush();
        }
    }
}

package io.mailboxconnector.it.server;

/** The server answered a request of the administrator with a failure; the message is the server's own. */
public final class ServerRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServerRefused(String message) {
        super(message);
    }
}

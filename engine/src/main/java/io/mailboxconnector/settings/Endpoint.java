package io.mailboxconnector.settings;

/**
 * Where a mail server listens.
 *
 * @param host the host name or address
 * @param port the TCP port, 1 to 65535
 * @param tls how the connection is protected
 */
public record Endpoint(String host, int port, TlsMode tls) {

    /**
     * Host and port, for messages.
     *
     * @return {@code host:port}
     */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

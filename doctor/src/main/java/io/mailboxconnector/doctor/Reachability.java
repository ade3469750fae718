package io.mailboxconnector.doctor;

import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.settings.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** Whether a server can be reached at all, below TLS and the protocols of mail. Stateless. */
final class Reachability {

    private Reachability() {}

    /**
     * Looks up the name of a server.
     *
     * @throws io.mailboxconnector.api.MailboxException when it has no address
     */
    static List<InetAddress> openAddresses(Endpoint server) {
        try {
            return List.of(InetAddress.getAllByName(server.host()));
        } catch (UnknownHostException failure) {
            throw NetworkFaults.classify(server.toString(), failure);
        }
    }

    /**
     * Connects to a server and closes the connection at once.
     *
     * @return the address that accepted it
     * @throws io.mailboxconnector.api.MailboxException when none does in time
     */
    static InetAddress openConnection(Endpoint server, Duration limit) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), Math.toIntExact(limit.toMillis()));
            return socket.getInetAddress();
        } catch (IOException failure) {
            throw NetworkFaults.classify(server.toString(), failure);
        }
    }
}

package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * One GreenMail protocol service behind a server socket of our own.
 *
 * <p>GreenMail takes the certificate for all servers of a JVM from one static holder; here each server has its own.
 */
final class MailService extends AbstractServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(30);

    private final MailDoor door;
    private final ServerSocketFactory sockets;
    private final AtomicInteger connections;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    MailService(MailDoor door, int port, ServerSocketFactory sockets, Managers managers, AtomicInteger connections) {
        super(new ServerSetup(port, "127.0.0.1", door.protocol()), managers);
        this.door = door;
        this.sockets = sockets;
        this.connections = connections;
        setDaemon(true);
        setClientSocketTimeout((int) SILENCE_LIMIT.toMillis());
    }

    void open() {
        startService();
        try {
            if (!waitTillRunning(START_LIMIT.toMillis())) {
                throw new IllegalStateException(door + " does not listen on port " + setup.getPort());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + door + " started", interrupted);
        }
    }

    int openConnections() {
        open.removeIf(Socket::isClosed);
        return open.size();
    }

    @Override
    protected ServerSocket openServerSocket() throws IOException {
        ServerSocket socket = sockets.createServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bindTo, setup.getPort()));
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    @Override
    protected void handleClientSocket(Socket clientSocket) throws SocketException {
        connections.incrementAndGet();
        open.add(clientSocket);
        super.handleClientSocket(clientSocket);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket clientSocket) {
        return door.isImap()
                ? new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), clientSocket)
                : new SmtpHandler(new SmtpCommandRegistry(), managers.getSmtpManager(), clientSocket);
    }
}

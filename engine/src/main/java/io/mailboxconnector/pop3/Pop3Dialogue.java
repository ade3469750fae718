package io.mailboxconnector.pop3;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Timeouts;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.wire.Deadline;
import io.mailboxconnector.wire.LinkOutput;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import io.mailboxconnector.wire.WireTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection: commands out, replies and contents in. No reply may take longer than the read time-out as a whole, and no
 * 16 KiB of a content, so that a server that sends a drop now and then holds nobody up for ever.
 *
 * <p>Belongs to one thread, apart from {@link #commandCount()}.
 */
final class Pop3Dialogue {

    private static final int BLOCK = 16 * 1024;
    /** Of a million mails. */
    private static final int LONGEST_LIST = 96 * 1024 * 1024;

    private final AccountSettings account;
    private final Wire wire;
    private final SessionSockets sockets;
    private final Timeouts timeouts;
    private final Optional<PrintStream> trace;
    private final AtomicLong commands = new AtomicLong();
    private LinkOutput out;
    private LineInput in;

    private Pop3Dialogue(AccountSettings account, Wire wire, SessionSockets sockets) throws IOException {
        this.account = account;
        this.wire = wire;
        this.sockets = sockets;
        this.timeouts = account.timeouts();
        this.trace = account.login().trace() ? Optional.of(WireTrace.of(account.mailbox())) : Optional.empty();
        this.out = new LinkOutput(sockets, wire, timeouts.write());
        this.in = new LineInput(sockets.current().getInputStream());
    }

    /** Connects, with TLS where it comes first. */
    static Pop3Dialogue connect(AccountSettings account, Wire wire, SessionSockets sockets) throws IOException {
        Socket socket = sockets.plain().createSocket();
        socket.setSoTimeout(Math.toIntExact(account.timeouts().read().toMillis()));
        socket.connect(
                new InetSocketAddress(account.pop3().host(), account.pop3().port()),
                Math.toIntExact(account.timeouts().connect().toMillis()));
        Pop3Dialogue dialogue = new Pop3Dialogue(account, wire, sockets);
        if (account.pop3().tls() == TlsMode.IMPLICIT) {
            dialogue.secure();
        }
        return dialogue;
    }

    /** Puts TLS on the connection. What the server sent before that is not to be trusted, so there must be nothing. */
    void secure() throws IOException {
        if (in.hasUnread()) {
            throw new ProtocolException("the server sent more than its answer to STLS");
        }
        String host = account.pop3().host();
        Socket secured = sockets.secure()
                .createSocket(sockets.current(), host, account.pop3().port(), true);
        if (secured instanceof SSLSocket tls) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            within(() -> {
                tls.startHandshake();
                return tls;
            });
        }
        out = new LinkOutput(sockets, wire, timeouts.write());
        in = new LineInput(secured.getInputStream());
    }

    /** The greeting, or the reply to a command that was sent. */
    Pop3Reply reply() throws IOException {
        String line = within(in::readLine);
        trace(line);
        return Pop3Reply.of(line);
    }

    Pop3Reply ask(String command) throws IOException {
        send(command);
        out.flush();
        return reply();
    }

    /** Sends a line of a login, which no log gets to see. */
    Pop3Reply askSecretly(String shown, String line) throws IOException {
        write(line);
        trace(shown);
        out.flush();
        return reply();
    }

    /** Asks several questions with single-line replies at once (RFC 2449 §6.6). */
    List<Pop3Reply> askAtOnce(List<String> questions) throws IOException {
        for (String question : questions) {
            send(question);
        }
        out.flush();
        List<Pop3Reply> replies = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            replies.add(reply());
        }
        return replies;
    }

    /** The lines that follow a positive reply. */
    List<String> lines() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        content(octet -> {
            if (text.size() >= LONGEST_LIST) {
                throw new ProtocolException("a list has more than " + LONGEST_LIST + " octets");
            }
            text.write(octet);
        });
        List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        lines.forEach(this::trace);
        return lines;
    }

    /** Passes on the content that follows a positive reply. */
    void content(DotReader.Sink sink) throws IOException {
        DotReader reader = new DotReader(sink);
        boolean more = true;
        try {
            while (more) {
                more = within(() -> hasMore(reader));
            }
        } catch (RuntimeException e) {
            // The content has nowhere to go, and nobody could tell the rest of it from the next reply.
            sockets.abort();
            throw e;
        }
    }

    /** How many commands were sent, those of the login included. Any thread. */
    long commandCount() {
        return commands.get();
    }

    /** Reads a block; whether the content goes on behind it. */
    private boolean hasMore(DotReader reader) throws IOException {
        for (int i = 0; i < BLOCK; i++) {
            if (!reader.accept(in.read())) {
                return false;
            }
        }
        return true;
    }

    private void send(String command) throws IOException {
        write(command);
        trace(command);
    }

    private void write(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new ProtocolException("a command has one line");
        }
        commands.incrementAndGet();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private <T> T within(Reading<T> reading) throws IOException {
        try (Deadline deadline = wire.deadline(timeouts.read(), sockets::abort)) {
            try {
                return reading.read();
            } catch (IOException e) {
                throw deadline.isOver() ? timedOut(e) : e;
            }
        }
    }

    private static IOException timedOut(IOException cause) {
        SocketTimeoutException timedOut = new SocketTimeoutException("Read timed out");
        timedOut.initCause(cause);
        return timedOut;
    }

    private void trace(String line) {
        trace.ifPresent(log -> log.println(line));
    }

    /** Something that is read. */
    private interface Reading<T> {
        T read() throws IOException;
    }
}

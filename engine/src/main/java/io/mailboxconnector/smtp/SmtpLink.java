package io.mailboxconnector.smtp;

import io.mailboxconnector.auth.Token;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.smtp.submit.Offer;
import io.mailboxconnector.smtp.submit.ReplyReader;
import io.mailboxconnector.smtp.submit.SmtpReply;
import io.mailboxconnector.smtp.submit.SubmissionChannel;
import io.mailboxconnector.wire.LinkOutput;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One physical, logged-in connection. Angus connected it and logged in; from then on commands and replies go past Angus, which
 * knows neither flights nor chunks of a given size.
 *
 * <p>Belongs to the thread of its session, apart from {@link #abort()}, {@link #failure()} and the counters.
 */
final class SmtpLink implements SubmissionChannel {

    private final Endpoint server;
    private final Token token;
    private final SmtpDialogue dialogue;
    private final SessionSockets sockets;
    private final Wire wire;
    private final Duration readLimit;
    private final Duration finalLimit;
    private final LinkOutput out;
    private final ReplyReader in;
    private final AtomicLong flights = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private volatile @Nullable IOException failure;
    private Instant lastReplyAt;
    private boolean writing;

    SmtpLink(
            AccountSettings account,
            Endpoint server,
            Token token,
            SmtpDialogue dialogue,
            SessionSockets sockets,
            Wire wire,
            Duration finalLimit)
            throws IOException {
        this.server = server;
        this.token = token;
        this.dialogue = dialogue;
        this.sockets = sockets;
        this.wire = wire;
        this.readLimit = account.timeouts().read();
        this.finalLimit = finalLimit;
        this.out = new LinkOutput(sockets, wire, account.timeouts().write());
        this.in = new ReplyReader(sockets.current().getInputStream());
        this.lastReplyAt = wire.clock().instant();
    }

    Endpoint server() {
        return server;
    }

    Token token() {
        return token;
    }

    SmtpDialogue dialogue() {
        return dialogue;
    }

    /** What the server offers, without what does not work with it. */
    Offer offer(Set<String> broken) {
        Set<String> usable = Offer.KNOWN.stream()
                .filter(dialogue::supportsExtension)
                .filter(extension -> !broken.contains(extension))
                .collect(Collectors.toSet());
        return new Offer(usable, dialogue.sizeLimit());
    }

    /** Whether the server answered within a time. */
    boolean isFresh(Duration limit) {
        return wire.clock().instant().isBefore(lastReplyAt.plus(limit));
    }

    /** Reads what the server said unasked, such as a goodbye; afterwards every reply belongs to a command. */
    void settle() throws IOException {
        try {
            if (in.hasUnread()) {
                throw new ProtocolException("unasked: " + reply().text());
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void command(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a command has one line");
        }
        commands.incrementAndGet();
        content().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OutputStream content() {
        if (!writing) {
            writing = true;
            flights.incrementAndGet();
        }
        return out;
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public SmtpReply reply() throws IOException {
        return reply(readLimit);
    }

    @Override
    public SmtpReply finalReply() throws IOException {
        SmtpReply reply = reply(finalLimit);
        if (!reply.isFinal()) {
            throw broken(new ProtocolException(reply.text()));
        }
        return reply;
    }

    /** Asks a question that has one reply. */
    SmtpReply ask(String command) throws IOException {
        command(command);
        flush();
        return reply();
    }

    /** Why the connection cannot be used any more; empty while it can. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).or(dialogue::failure);
    }

    long flights() {
        return flights.get() + dialogue.flights();
    }

    long replies() {
        return replies.get();
    }

    long commands() {
        return commands.get() + dialogue.commands();
    }

    /** The connection cannot be used any more. */
    IOException broken(IOException reason) {
        if (failure == null) {
            failure = reason;
        }
        return reason;
    }

    boolean quit() {
        try {
            dialogue.close();
            return true;
        } catch (MessagingException e) {
            SmtpLog.LOG.farewellFailed(server.toString(), e);
            return false;
        }
    }

    void abort() {
        sockets.abort();
    }

    boolean isAborted() {
        return sockets.isAborted();
    }

    private SmtpReply reply(Duration limit) throws IOException {
        writing = false;
        try {
            sockets.setReadTimeout(limit);
            SmtpReply reply = in.read();
            lastReplyAt = wire.clock().instant();
            if (reply.code() == SmtpReply.SERVICE_CLOSING) {
                throw new ServiceClosing(reply);
            }
            replies.incrementAndGet();
            return reply;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Server and mailbox, for logs. */
    @Override
    public String toString() {
        return "SmtpLink[" + server.toString().toLowerCase(Locale.ROOT) + "]";
    }
}

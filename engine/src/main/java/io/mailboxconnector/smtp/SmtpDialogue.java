package io.mailboxconnector.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus's transport, watched: knows how far a message got, what the server said last, and why the connection broke.
 *
 * <p>Angus tells an end of the stream as a reply and wraps a broken connection into whatever it was doing (a login that
 * "failed", a recipient that was "refused"). Here the end of the stream and the goodbye {@code 421} (RFC 5321 §3.8) are
 * failures of the connection, and they are remembered apart from the refusals.
 *
 * <p>The first reply after the final dot decides what became of a message, every 2xx as a yes (RFC 5321 §4.2.1). What happens
 * to the {@code RSET} that Angus sends after a refusal concerns the connection alone: the refusal stands.
 *
 * <p>Belongs to the thread of its session; the counters can be read from any thread.
 */
final class SmtpDialogue extends SMTPTransport {

    private static final int SERVICE_CLOSING = 421;
    /** What Angus gives for a reply when the stream ends. */
    private static final String END_OF_STREAM = "[EOF]";

    private static final int READY = 220;
    private static final int AUTHENTICATED = 235;
    private static final int TAKEN = 250;

    private final AtomicLong flights = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private SmtpReply lastReply = SmtpReply.NONE;
    private SmtpReply refusal = SmtpReply.NONE;
    private volatile @Nullable IOException failure;
    private String banner = "";
    private boolean authenticated;
    private boolean finalDotSent;
    private SmtpReply finalReply = SmtpReply.NONE;
    private boolean reset;

    SmtpDialogue(Session session) {
        super(session, null);
    }

    /** Forgets what is known of the message before. */
    void beginMessage() {
        finalDotSent = false;
        finalReply = SmtpReply.NONE;
        refusal = SmtpReply.NONE;
        reset = false;
    }

    /** Whether a message was transmitted completely, its final dot included, since {@link #beginMessage()}. */
    boolean isFinalDotSent() {
        return finalDotSent;
    }

    /** What the server said to the final dot; {@link SmtpReply#NONE} while it said nothing that is an answer. */
    SmtpReply finalReply() {
        return finalReply;
    }

    /** Whether the message was refused, and all that was left to do was to reset the dialogue. */
    boolean isReset() {
        return reset;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    SmtpReply lastReply() {
        return lastReply;
    }

    /** The last reply that was a refusal: 4xx, 5xx, or the challenge after which a login was given up. */
    SmtpReply refusal() {
        return refusal;
    }

    /** The greeting without its code. */
    String banner() {
        return banner;
    }

    /** Whether the server introduced itself and did not offer an extension. */
    boolean lacks(String extension) {
        return !banner.isEmpty() && !supportsExtension(extension);
    }

    /** The announced limit of a message in octets (RFC 1870 §3); 0 for none. */
    long sizeLimit() {
        String limit = getExtensionParameter("SIZE");
        return limit != null && limit.matches("\\d{1,18}") ? Long.parseLong(limit) : 0;
    }

    /** Why the connection cannot be used any more; empty while it can. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    long flights() {
        return flights.get();
    }

    long commands() {
        return commands.get();
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        boolean finalDot = command.equals(".");
        reset |= command.equals("RSET");
        if (!finalDot) {
            commands.incrementAndGet();
        }
        try {
            super.sendCommand(command);
        } catch (MessagingException e) {
            remember(e);
            if (reset) {
                return;
            }
            throw e;
        }
        // Not earlier: what could not be handed to the network completely cannot have been taken by the server.
        finalDotSent |= finalDot;
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (!reset) {
            return reply();
        }
        SmtpReply refused = refusal;
        try {
            return failure == null ? reply() : -1;
        } catch (MessagingException e) {
            // Remembered. Thrown, it would hide the refusal that Angus is about to tell.
            return -1;
        } finally {
            refusal = refused;
        }
    }

    private int reply() throws MessagingException {
        flights.incrementAndGet();
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException e) {
            remember(e);
            throw e;
        }
        lastReply = SmtpReply.of(code, getLastServerResponse());
        boolean answersFinalDot = finalDotSent && finalReply.code() == 0;
        if (code < 0 || (answersFinalDot && !lastReply.isFinal())) {
            throw broken(
                    END_OF_STREAM.equals(getLastServerResponse())
                            ? new EOFException("the server closed the connection")
                            : new ProtocolException(lastReply.text()));
        }
        if (answersFinalDot) {
            finalReply = lastReply;
        }
        note(code);
        if (code == SERVICE_CLOSING) {
            throw broken(new ServiceClosing(lastReply.text()));
        }
        // Angus takes any other 2xx for a refusal.
        return answersFinalDot && finalReply.isPositive() ? TAKEN : code;
    }

    private void note(int code) {
        if (banner.isEmpty() && code == READY) {
            banner = lastReply.text().substring(3).strip();
        }
        if (code == AUTHENTICATED) {
            authenticated = true;
        }
        if (lastReply.isRefusal() || (code == 334 && !authenticated)) {
            refusal = lastReply;
        }
    }

    /** Notes that the connection broke where neither command nor reply showed it: in the middle of the content. */
    void remember(MessagingException e) {
        if (failure == null && e.getNextException() instanceof IOException io) {
            failure = io;
        }
    }

    private MessagingException broken(IOException reason) {
        failure = reason;
        return new MessagingException(reason.getMessage(), reason);
    }

    /** The server says goodbye (421): nothing more can be asked of this connection. */
    static final class ServiceClosing extends IOException {

        private static final long serialVersionUID = 1L;

        ServiceClosing(String reply) {
            super(reply);
        }
    }
}

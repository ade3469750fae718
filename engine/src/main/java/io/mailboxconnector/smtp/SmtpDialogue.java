package io.mailboxconnector.smtp;

import io.mailboxconnector.smtp.submit.SmtpReply;
import io.mailboxconnector.smtp.submit.SubmissionChannel.ServiceClosing;
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
 * Angus's transport, watched while it connects and logs in: knows what the server said last, and why the connection broke.
 *
 * <p>Angus tells an end of the stream as a reply and wraps a broken connection into whatever it was doing (a login that
 * "failed"). Here the end of the stream and the goodbye {@code 421} (RFC 5321 §3.8) are failures of the connection, and they are
 * remembered apart from the refusals.
 *
 * <p>Belongs to the thread of its session; the counters can be read from any thread.
 */
final class SmtpDialogue extends SMTPTransport {

    /** What Angus gives for a reply when the stream ends. */
    private static final String END_OF_STREAM = "[EOF]";

    private static final int READY = 220;
    private static final int AUTHENTICATED = 235;

    private final AtomicLong flights = new AtomicLong();
    private final AtomicLong commands = new AtomicLong();
    private SmtpReply lastReply = SmtpReply.NONE;
    private SmtpReply refusal = SmtpReply.NONE;
    private volatile @Nullable IOException failure;
    private String banner = "";
    private boolean authenticated;

    private @Nullable TokenLogin login;

    SmtpDialogue(Session session) {
        super(session, null);
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

    /**
     * Says which token is presented when Angus is about to log in by XOAUTH2, and how. Angus would leave a refusal without the
     * answer that it needs, and send every token in one line, however long.
     */
    void presents(TokenLogin newLogin) {
        login = newLogin;
    }

    @Override
    protected boolean supportsAuthentication(String mechanism) {
        return login == null
                ? super.supportsAuthentication(mechanism)
                : login.mechanism(super::supportsAuthentication).isPresent();
    }

    /** Angus has suspended its traces here, so that no token gets into a log. */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        if (login == null || !command.startsWith("AUTH ")) {
            return super.simpleCommand(command);
        }
        int code = login.present(super::supportsAuthentication, line -> {
            sendCommand(line);
            return readServerResponse() < 0 ? SmtpReply.NONE : lastReply;
        });
        refusal = login.explained(refusal);
        return code;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        commands.incrementAndGet();
        try {
            super.sendCommand(command);
        } catch (MessagingException e) {
            remember(e);
            throw e;
        }
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        flights.incrementAndGet();
        int code;
        try {
            code = super.readServerResponse();
        } catch (MessagingException e) {
            remember(e);
            throw e;
        }
        lastReply = SmtpReply.of(code, getLastServerResponse());
        if (code < 0) {
            throw broken(
                    END_OF_STREAM.equals(getLastServerResponse())
                            ? new EOFException("the server closed the connection")
                            : new ProtocolException(lastReply.text()));
        }
        note(code);
        if (code == SmtpReply.SERVICE_CLOSING) {
            throw broken(new ServiceClosing(lastReply));
        }
        return code;
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

    private void remember(MessagingException e) {
        if (failure == null && e.getNextException() instanceof IOException io) {
            failure = io;
        }
    }

    private MessagingException broken(IOException reason) {
        failure = reason;
        return new MessagingException(reason.getMessage(), reason);
    }
}

package io.mailboxconnector.smtp;

import static io.mailboxconnector.smtp.SmtpMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.fault.LoginEcho;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.SuggestedBackoff;
import io.mailboxconnector.fault.signals.Evidence;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.SignalCatalogue;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.TlsMode;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The door of the room for faults: whatever Angus throws becomes, once, an exception of the API with code and remedy.
 *
 * <p>What the {@link SmtpDialogue} saw decides, not the class of Angus's exception. Stateless but for the account.
 */
final class SmtpFaults {

    private final AccountSettings account;
    private final String server;
    private final String mailbox;

    SmtpFaults(AccountSettings account) {
        this.account = account;
        this.server = account.smtp().toString();
        this.mailbox = account.mailbox();
    }

    /** A failure to connect or to log in. */
    MailboxException connecting(MessagingException e, SmtpDialogue dialogue, boolean oauth) {
        Optional<IOException> failure = dialogue.failure();
        if (failure.isPresent() && !(failure.get() instanceof SmtpDialogue.ServiceClosing)) {
            return lost(e, failure.get());
        }
        SmtpReply refusal = dialogue.refusal();
        if (e instanceof AuthenticationFailedException) {
            return refusal.isRefusal() || refusal.code() == 334
                    ? LoginRefusals.classify(loginRefusal(e, refusal), oauth)
                    : noMechanism(e, dialogue, oauth);
        }
        if (refusal.isRefusal()) {
            return turnedAway(e, refusal);
        }
        if (account.smtp().tls() == TlsMode.STARTTLS && dialogue.lacks("STARTTLS")) {
            return MESSAGES.noStartTls(e, server, mailbox);
        }
        return NetworkFaults.classify(server, e);
    }

    /** The server took the connection and did not ask for a login, so nobody is logged in. */
    MailboxException noMechanism(@Nullable Throwable cause, SmtpDialogue dialogue, boolean oauth) {
        String offered = dialogue.getExtensionParameter("AUTH");
        return MESSAGES.noMechanism(
                cause,
                server,
                mailbox,
                SmtpProperties.mechanisms(oauth),
                offered == null ? "none" : ServerText.clean(offered));
    }

    /** A failure to submit a message. */
    MailboxException submitting(MessagingException e, SmtpDialogue dialogue, RenderedMail mail) {
        Optional<IOException> failure = dialogue.failure();
        if (failure.isPresent() && !dialogue.isReset()) {
            return broken(e, failure.get(), dialogue, mail);
        }
        List<RefusedRecipient> refused = refusedRecipients(e);
        String sender = mail.sender().getAddress();
        Optional<MailboxException> known = SubmissionRefusals.classify(refusal(e, sender, dialogue.refusal()));
        if (known.isPresent()) {
            return known.get();
        }
        return refused.isEmpty() ? refusedMessage(e, sender, dialogue.refusal()) : refusedRecipients(e, refused);
    }

    /** The message is larger than what the server announced to take (RFC 1870 §6.1). */
    SubmissionRejected tooLarge(long size, long limit) {
        return MESSAGES.tooLarge(true, List.of(), null, server, mailbox, size, limit);
    }

    /**
     * Tells the budget when the server wants to be left alone, or takes no mail for a while.
     *
     * @return the fault
     */
    static MailboxException noted(MailboxException fault, MailboxBudget budget) {
        if (fault instanceof MailboxThrottled throttled) {
            if (SuggestedBackoff.in(fault.getMessage()).isPresent()) {
                budget.throttled(throttled);
            } else {
                budget.sendingThrottled(throttled);
            }
        }
        return fault;
    }

    /** The session was used although its connection is gone. */
    MailboxException over() {
        return MESSAGES.sessionOver(server, mailbox);
    }

    private MailboxException broken(
            MessagingException e, IOException failure, SmtpDialogue dialogue, RenderedMail mail) {
        if (failure instanceof SmtpDialogue.ServiceClosing) {
            return SubmissionRefusals.classify(refusal(e, mail.sender().getAddress(), dialogue.lastReply()))
                    .orElseGet(() -> goodbye(e, dialogue));
        }
        if (dialogue.isFinalDotSent()) {
            return MESSAGES.unknown(e, server, mailbox, ServerText.oneLine(mail.messageId()));
        }
        return lost(e, failure);
    }

    private MailboxException goodbye(MessagingException e, SmtpDialogue dialogue) {
        String reply = dialogue.lastReply().text();
        // A reply is an answer, also to the final dot: the server did not take the message (RFC 5321 §3.8). But a proxy
        // may
        // say it whose server took the message a moment before. So it is no lost connection, after which everybody
        // would
        // send again without a second thought: it is a refusal for now, in the server's words.
        return dialogue.isFinalDotSent()
                ? MESSAGES.closedAtFinalDot(false, List.of(), e, server, mailbox, reply)
                : MESSAGES.connectionClosed(e, server, mailbox, reply);
    }

    private MailboxException lost(MessagingException e, IOException failure) {
        if (failure instanceof ProtocolException) {
            return MESSAGES.notSmtp(e, server, mailbox, ServerText.clean(failure.getMessage()));
        }
        return failure instanceof EOFException
                ? MESSAGES.connectionClosed(e, server, mailbox, ServerText.clean(failure.getMessage()))
                : NetworkFaults.classify(server, e);
    }

    private MailboxException turnedAway(MessagingException e, SmtpReply reply) {
        boolean crowded = reply.isThrottling()
                || reply.says("too many")
                || reply.says("connections limit")
                || reply.code() == 432;
        return crowded
                ? MESSAGES.tooManyConnections(reply.backoff(), e, server, mailbox, reply.text())
                : MESSAGES.greetedWithRefusal(e, server, mailbox, reply.text());
    }

    private SubmissionRejected refusedMessage(MessagingException e, String sender, SmtpReply reply) {
        boolean atSender = e instanceof SMTPSendFailedException failed
                && String.valueOf(failed.getCommand()).startsWith("MAIL");
        boolean permanent = !reply.isTransient();
        return atSender
                ? MESSAGES.senderRefused(permanent, List.of(), e, server, mailbox, sender, reply.text())
                : MESSAGES.contentRefused(permanent, List.of(), e, server, mailbox, reply.text());
    }

    private SubmissionRejected refusedRecipients(MessagingException e, List<RefusedRecipient> refused) {
        String replies = refused.stream()
                .map(one -> ServerText.oneLine(one.address()) + " (" + one.reply() + ")")
                .collect(Collectors.joining(", "));
        boolean permanent = refused.stream().anyMatch(RefusedRecipient::isPermanent);
        return MESSAGES.recipientsRefused(permanent, refused, e, server, mailbox, ServerText.clean(replies));
    }

    private static List<RefusedRecipient> refusedRecipients(MessagingException e) {
        List<RefusedRecipient> refused = new ArrayList<>();
        for (Exception link = e; link instanceof MessagingException next; link = next.getNextException()) {
            if (link instanceof SMTPAddressFailedException one) {
                SmtpReply reply = SmtpReply.of(one.getReturnCode(), one.getMessage());
                refused.add(new RefusedRecipient(
                        one.getAddress().getAddress(), reply.code(), reply.enhancedStatus(), reply.text()));
            }
        }
        return refused;
    }

    /**
     * A refusal by a server, with everything that a message about it says.
     *
     * @param cause what Angus threw
     * @param server host and port
     * @param mailbox the mailbox
     * @param subject the sender's address where it matters, else empty text
     * @param reply the reply
     */
    record Refusal(Throwable cause, String server, String mailbox, String subject, SmtpReply reply) {

        String text() {
            return reply.text();
        }

        /** What the catalogue says about it under this code. */
        String explanation(String code) {
            return SignalCatalogue.explain(
                    code,
                    Evidence.ofReply(reply.code(), reply.text()),
                    KnownValues.NONE.with(Placeholder.MAILBOX, mailbox).with(Placeholder.SERVER, server));
        }
    }

    private Refusal loginRefusal(MessagingException e, SmtpReply reply) {
        LoginEcho echo = new LoginEcho("");
        SmtpReply masked = new SmtpReply(reply.code(), reply.enhancedStatus(), echo.masked(reply.text()));
        return new Refusal(echo.masked(e), server, mailbox, "", masked);
    }

    private Refusal refusal(MessagingException e, String subject, SmtpReply reply) {
        return new Refusal(e, server, mailbox, subject, reply);
    }
}

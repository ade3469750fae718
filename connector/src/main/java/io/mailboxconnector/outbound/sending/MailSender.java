package io.mailboxconnector.outbound.sending;

import static io.mailboxconnector.outbound.sending.SendingMessages.MESSAGES;

import io.mailboxconnector.api.RefusedRecipient;
import io.mailboxconnector.api.SentCopy;
import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.api.SubmissionStage;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.sending.PartialAcceptance;
import io.mailboxconnector.settings.sending.SendingMode;
import io.mailboxconnector.settings.sending.SendingSettings;
import io.mailboxconnector.settings.sending.SendingSettings.Author;
import io.mailboxconnector.smtp.SubmissionOptions;
import io.mailboxconnector.smtp.compose.MailComposer;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.smtp.compose.SendingDefaults;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Sends as a connection factory is configured: composes, checks whom the mail may go to, captures or submits it, and stores a copy
 * after it was accepted.
 *
 * <p>Shared by the connections of a factory; safe for use by any number of threads.
 */
public final class MailSender {

    private final SendingSettings settings;
    private final CapturedMails captured;
    private final SentCopies copies;
    private final AtomicBoolean captureTold = new AtomicBoolean();

    /**
     * Creates a sender.
     *
     * @param settings how mails are sent
     * @param captured keeps mails that do not leave
     */
    public MailSender(SendingSettings settings, CapturedMails captured) {
        this.settings = settings;
        this.captured = captured;
        this.copies = new SentCopies(settings.copies());
    }

    /**
     * How sessions submit.
     *
     * @param account the account
     * @return the options
     */
    public SubmissionOptions options(AccountSettings account) {
        return new SubmissionOptions(
                settings.partial() == PartialAcceptance.REFUSE,
                settings.submissionTimeout(),
                settings.failoverServers(account.smtp()));
    }

    /**
     * An empty message with the defaults of the factory.
     *
     * @param account the account
     * @return a message to be filled in
     */
    public MimeMessage draft(AccountSettings account) {
        return composer(account).draft();
    }

    /**
     * Composes a message.
     *
     * @param account the account
     * @param mail what it is made of
     * @return the message
     */
    public MimeMessage compose(AccountSettings account, OutgoingMail mail) {
        return composer(account).compose(mail);
    }

    /**
     * Renders a message and checks whom it may go to.
     *
     * @param account the account
     * @param message the message; its recipients are completed by {@code alwaysBcc}
     * @param engine has the time, and the place for big mails
     * @return what is to be sent, to be closed by the caller
     */
    public RenderedMail prepare(AccountSettings account, MimeMessage message, MailEngine engine) {
        RenderedMail rendered =
                RenderedMail.render(message, account.mailbox(), engine.clock().instant(), engine.spool());
        boolean complete = false;
        try {
            RenderedMail mail = rendered.alsoTo(settings.author().alwaysBcc());
            checkAllowed(mail, account.mailbox());
            complete = true;
            return mail;
        } finally {
            if (!complete) {
                rendered.close();
            }
        }
    }

    /**
     * Submits a mail now, or captures it.
     *
     * @param account the account
     * @param mail the mail, which stays the caller's
     * @param clock the time
     * @param lane the connection
     * @return the receipt
     */
    public SubmissionReceipt submit(AccountSettings account, RenderedMail mail, Clock clock, SubmissionLane lane) {
        if (settings.capture().mode() == SendingMode.CAPTURE) {
            return capture(mail, account.mailbox(), clock);
        }
        SubmissionReceipt receipt = lane.submit(mail);
        return receipt.with(copies.store(mail, account.provider(), account.mailbox(), lane));
    }

    private MailComposer composer(AccountSettings account) {
        Author author = settings.author();
        return new MailComposer(
                account.mailbox(),
                new SendingDefaults(author.from(), author.senderName(), author.replyTo(), List.of()));
    }

    private void checkAllowed(RenderedMail mail, String mailbox) {
        List<String> forbidden = mail.recipients().stream()
                .map(InternetAddress::getAddress)
                .filter(address -> !settings.allowed().permits(address))
                .toList();
        if (!forbidden.isEmpty()) {
            throw MESSAGES.notAllowed(
                    true,
                    forbidden.stream()
                            .map(address -> new RefusedRecipient(address, 550, "5.7.1", "not in recipientAllowList"))
                            .toList(),
                    null,
                    mailbox,
                    forbidden.stream().map(ServerText::oneLine).collect(Collectors.joining(", ")));
        }
    }

    private SubmissionReceipt capture(RenderedMail mail, String mailbox, Clock clock) {
        if (captureTold.compareAndSet(false, true)) {
            SendingLog.LOG.capturing(mailbox);
        }
        captured.add(mail, clock.instant(), settings.capture().directory(), mailbox);
        return new SubmissionReceipt(
                mail.messageId(),
                "captured, nothing was sent",
                "",
                mail.recipients(),
                List.of(),
                clock.instant(),
                SentCopy.LEFT_TO_SERVER,
                SubmissionStage.SUBMITTED);
    }
}

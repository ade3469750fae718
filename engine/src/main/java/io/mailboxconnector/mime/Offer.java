package io.mailboxconnector.mime;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MailReport;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.mime.answer.ReplyPermit;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A mail while it is with a listener: everything of the mail, plus the attempt and the settlement that was asked for.
 *
 * <p>Safe for any thread: a listener may settle while its delivery is ended by another thread.
 */
final class Offer implements ParsedMail.OfferedMail {

    private final ReentrantLock lock = new ReentrantLock();
    private final ParsedMail mail;
    private final int attempt;
    private final ReplyPermit permit;
    private @Nullable Settlement wanted; // guarded by lock
    private boolean over; // guarded by lock

    Offer(ParsedMail mail, int attempt, ReplyPermit permit) {
        this.mail = mail;
        this.attempt = attempt;
        this.permit = permit;
    }

    @Override
    public void settle(Settlement settlement) {
        Objects.requireNonNull(settlement, "settlement");
        boolean moved = settlement instanceof Settlement.MoveTo target && isOwn(target.folder());
        boolean copied = settlement instanceof Settlement.CopyTo target && isOwn(target.folder());
        if (moved || copied) {
            throw new IllegalArgumentException(
                    "the mail is in the folder " + mail.key().folder() + " already and would be delivered again");
        }
        lock.lock();
        try {
            if (over) {
                throw new IllegalStateException("the delivery of this mail is over");
            }
            wanted = settlement;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOwn(String folder) {
        return folder.equalsIgnoreCase(mail.key().folder());
    }

    @Override
    public Optional<Settlement> withdraw() {
        lock.lock();
        try {
            over = true;
            return Optional.ofNullable(wanted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Settlement> chosen() {
        lock.lock();
        try {
            return Optional.ofNullable(wanted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public List<String> header(String name) {
        return mail.header(name);
    }

    @Override
    public String toString() {
        return mail.toString();
    }

    @Override
    public MessageKey key() {
        return mail.key();
    }

    @Override
    public MailKind kind() {
        return mail.kind();
    }

    @Override
    public Instant receivedAt() {
        return mail.receivedAt();
    }

    @Override
    public Optional<Instant> sentAt() {
        return mail.sentAt();
    }

    @Override
    public long size() {
        return mail.size();
    }

    @Override
    public boolean isHeadersOnly() {
        return mail.isHeadersOnly();
    }

    @Override
    public Optional<String> emailId() {
        return mail.emailId();
    }

    @Override
    public Optional<String> threadId() {
        return mail.threadId();
    }

    @Override
    public Optional<MailReport> report() {
        return mail.report();
    }

    @Override
    public boolean isLooped() {
        return mail.isLooped();
    }

    @Override
    public Optional<String> inReplyTo() {
        return mail.inReplyTo();
    }

    @Override
    public Optional<MimeMessage> reply() {
        return mail.answers(permit).reply();
    }

    @Override
    public Optional<MimeMessage> replyAll() {
        return mail.answers(permit).replyAll();
    }

    @Override
    public Optional<MimeMessage> autoReply() {
        return mail.answers(permit).autoReply();
    }

    @Override
    public MimeMessage forward(String text) {
        return mail.forward(text);
    }

    @Override
    public Optional<InternetAddress> from() {
        return mail.from();
    }

    @Override
    public List<InternetAddress> replyTo() {
        return mail.replyTo();
    }

    @Override
    public List<InternetAddress> to() {
        return mail.to();
    }

    @Override
    public List<InternetAddress> cc() {
        return mail.cc();
    }

    @Override
    public String subject() {
        return mail.subject();
    }

    @Override
    public Optional<String> messageId() {
        return mail.messageId();
    }

    @Override
    public List<String> references() {
        return mail.references();
    }

    @Override
    public String text() {
        return mail.text();
    }

    @Override
    public Optional<String> html() {
        return mail.html();
    }

    @Override
    public List<MailAttachment> attachments() {
        return mail.attachments();
    }

    @Override
    public InputStream raw() {
        return mail.raw();
    }

    @Override
    public MimeMessage toMimeMessage() {
        return mail.toMimeMessage();
    }
}

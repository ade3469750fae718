package io.mailboxconnector.mime;

import static io.mailboxconnector.mime.MimeMessages.MESSAGES;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MailReport;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.mime.answer.Answers;
import io.mailboxconnector.mime.answer.ReplyPermit;
import io.mailboxconnector.mime.text.HtmlText;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A received mail, parsed locally and leniently from its raw bytes; its text and attachments are decoded when they are asked
 * for.
 *
 * <p>Immutable and safe for any thread until {@link #close()}. Limits against hostile mail: multiparts nested 50 deep, 1,000
 * parts, 1 MiB of headers per part; what exceeds them is {@link MailKind#MALFORMED}.
 */
public final class ParsedMail implements ReceivedMail {

    private final Arrival arrival;
    private final RawMail raw;
    private final MailStructure structure;

    private ParsedMail(Arrival arrival, RawMail raw, MailStructure structure) {
        this.arrival = arrival;
        this.raw = raw;
        this.structure = structure;
    }

    /**
     * Parses a mail. Never throws: what cannot be parsed has kind {@link MailKind#MALFORMED} and whatever headers could be
     * read.
     *
     * @param arrival what its server tells about it
     * @param raw its bytes, released by {@link #close()}
     * @return the mail; {@link #settle} throws until it is {@linkplain #offer offered}
     */
    public static ParsedMail parse(Arrival arrival, RawMail raw) {
        return new ParsedMail(arrival, raw, MailStructure.of(arrival, raw));
    }

    /**
     * How much memory the bytes of the mail take.
     *
     * @return bytes; 0 when they lie in a file
     */
    public long bytesInMemory() {
        return raw.bytesInMemory();
    }

    /**
     * The same mail for one delivery: {@code settle} is open until the delivery ends.
     *
     * @param attempt the number of the delivery, from 1
     * @param permit limits the answers to its sender
     * @return a view of this mail
     */
    public OfferedMail offer(int attempt, ReplyPermit permit) {
        return new Offer(this, attempt, permit);
    }

    /** The answers to this mail, as far as they are permitted. */
    Answers answers(ReplyPermit permit) {
        return new Answers(this, structure.headers()::addresses, permit);
    }

    /** Releases the raw bytes: text, attachments and {@code raw()} fail from now on. Idempotent, never throws. */
    public void close() {
        raw.close();
    }

    @Override
    public MessageKey key() {
        return arrival.key();
    }

    @Override
    public MailKind kind() {
        return structure.kind();
    }

    /** Always 1: only an {@linkplain #offer offered} mail is counted. */
    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant receivedAt() {
        return arrival.receivedAt();
    }

    @Override
    public Optional<Instant> sentAt() {
        return structure.headers().date();
    }

    @Override
    public long size() {
        return arrival.size();
    }

    @Override
    public boolean isHeadersOnly() {
        return arrival.headersOnly();
    }

    @Override
    public Optional<String> emailId() {
        return arrival.emailId();
    }

    @Override
    public Optional<String> threadId() {
        return arrival.threadId();
    }

    @Override
    public Optional<MailReport> report() {
        return structure.report();
    }

    @Override
    public boolean isLooped() {
        return Answers.isLooped(this);
    }

    @Override
    public Optional<InternetAddress> from() {
        return structure.headers().addresses("From").stream().findFirst();
    }

    @Override
    public List<InternetAddress> replyTo() {
        List<InternetAddress> replyTo = structure.headers().addresses("Reply-To");
        return replyTo.isEmpty() ? structure.headers().addresses("From") : replyTo;
    }

    @Override
    public List<InternetAddress> to() {
        return structure.headers().addresses("To");
    }

    @Override
    public List<InternetAddress> cc() {
        return structure.headers().addresses("Cc");
    }

    @Override
    public String subject() {
        return structure.headers().first("Subject").orElse("");
    }

    @Override
    public Optional<String> messageId() {
        return structure.headers().messageId();
    }

    @Override
    public Optional<String> inReplyTo() {
        return structure.headers().inReplyTo();
    }

    @Override
    public List<String> references() {
        return structure.headers().references();
    }

    @Override
    public List<String> header(String name) {
        return structure.headers().all(name);
    }

    @Override
    public String text() {
        return structure
                .plain()
                .map(this::decoded)
                .or(() -> html().map(HtmlText::of))
                .orElse("");
    }

    @Override
    public Optional<String> html() {
        return structure.html().map(this::decoded);
    }

    @Override
    public List<MailAttachment> attachments() {
        return structure.attachments();
    }

    @Override
    public InputStream raw() {
        return raw.open();
    }

    @Override
    public MimeMessage toMimeMessage() {
        return guarded(() -> new MimeMessage(MailStructure.lenient(), raw.open()));
    }

    @Override
    public Optional<MimeMessage> reply() {
        return answers(ReplyPermit.UNLIMITED).reply();
    }

    @Override
    public Optional<MimeMessage> replyAll() {
        return answers(ReplyPermit.UNLIMITED).replyAll();
    }

    @Override
    public Optional<MimeMessage> autoReply() {
        return answers(ReplyPermit.UNLIMITED).autoReply();
    }

    @Override
    public MimeMessage forward(String text) {
        return answers(ReplyPermit.UNLIMITED).forward(text);
    }

    /** Always refused: the mail was not handed to a listener. */
    @Override
    public void settle(Settlement settlement) {
        throw new IllegalStateException("settle() works only while the mail is with a listener");
    }

    /** The key and the kind; nothing of the content. */
    @Override
    public String toString() {
        return "ReceivedMail[" + arrival.key() + ", " + kind() + "]";
    }

    private String decoded(MimePart part) {
        return guarded(() -> Content.text(part));
    }

    private <T> T guarded(Callable<T> reading) {
        try {
            return AdapterLoader.call(reading);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw MESSAGES.unparseable(e, arrival.key().toString(), ServerText.clean(e.getMessage()));
        }
    }

    /** A mail while it is with a listener. */
    public interface OfferedMail extends ReceivedMail {

        /**
         * Ends the delivery: {@code settle} throws from now on.
         *
         * @return what the listener asked for last; empty when it asked for nothing
         */
        Optional<Settlement> withdraw();

        /**
         * What the listener asked for so far.
         *
         * @return empty when it asked for nothing
         */
        Optional<Settlement> chosen();
    }
}

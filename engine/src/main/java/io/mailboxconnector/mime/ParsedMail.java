package io.mailboxconnector.mime;

import static io.mailboxconnector.mime.MimeMessages.MESSAGES;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.fault.ServerText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;

/**
 * A received mail, parsed locally and leniently from its raw bytes; its text and attachments are decoded when they are asked
 * for.
 *
 * <p>Immutable and safe for any thread until {@link #close()}. Limits against hostile mail: multiparts nested 50 deep, 1,000
 * parts, 1 MiB of headers per part; what exceeds them is {@link MailKind#MALFORMED}.
 */
public final class ParsedMail implements ReceivedMail {

    private final MessageKey key;
    private final Instant receivedAt;
    private final RawMail raw;
    private final MailHeaders headers;
    private final MailKind kind;
    private final Optional<MimePart> plain;
    private final Optional<MimePart> html;
    private final List<MailAttachment> attachments;

    private ParsedMail(MessageKey key, Instant receivedAt, RawMail raw, Structure structure) {
        this.key = key;
        this.receivedAt = receivedAt;
        this.raw = raw;
        this.headers = structure.headers;
        this.kind = structure.kind;
        this.plain = structure.plain;
        this.html = structure.html;
        this.attachments = structure.attachments;
    }

    /**
     * Parses a mail. Never throws: what cannot be parsed has kind {@link MailKind#MALFORMED} and whatever headers could be
     * read.
     *
     * @param key the identity of the mail
     * @param receivedAt when it arrived
     * @param raw its bytes, released by {@link #close()}
     * @return the mail; {@link #settle} throws until it is {@linkplain #offer offered}
     */
    public static ParsedMail parse(MessageKey key, Instant receivedAt, RawMail raw) {
        return new ParsedMail(key, receivedAt, raw, structure(key, raw));
    }

    private static Structure structure(MessageKey key, RawMail raw) {
        MailHeaders headers = new MailHeaders(new InternetHeaders());
        try {
            HeaderBlock block = headerBlock(raw);
            headers = AdapterLoader.call(() -> new MailHeaders(new InternetHeaders(block.open(), true)));
            if (!block.complete()) {
                throw new MessagingException("more than " + HeaderBlock.LIMIT + " bytes of headers");
            }
            MailKind kind = MailKinds.of(headers);
            PartWalk walk = new PartWalk(key.toString());
            AdapterLoader.call(() -> {
                walk.walk(new MimeMessage(Parsing.SESSION, raw.open()));
                return walk;
            });
            return new Structure(headers, kind, walk.plain(), walk.html(), List.copyOf(walk.attachments()));
        } catch (Exception malformed) {
            MESSAGES.malformed(key.toString(), ServerText.clean(malformed.toString()));
            return new Structure(headers, MailKind.MALFORMED, Optional.empty(), Optional.empty(), List.of());
        }
    }

    private static HeaderBlock headerBlock(RawMail raw) throws IOException {
        try (InputStream in = raw.open()) {
            return HeaderBlock.read(in);
        }
    }

    private static Session lenient() {
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.address.strict", "false");
        lenient.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(lenient);
    }

    /**
     * The same mail for one delivery: {@code settle} is open until the delivery ends.
     *
     * @param attempt the number of the delivery, from 1
     * @return a view of this mail
     */
    public OfferedMail offer(int attempt) {
        return new Offer(this, attempt);
    }

    /** Releases the raw bytes: text, attachments and {@code raw()} fail from now on. Idempotent, never throws. */
    public void close() {
        raw.close();
    }

    @Override
    public MessageKey key() {
        return key;
    }

    @Override
    public MailKind kind() {
        return kind;
    }

    /** Always 1: only an {@linkplain #offer offered} mail is counted. */
    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public Optional<Instant> sentAt() {
        return headers.date();
    }

    @Override
    public long size() {
        return raw.size();
    }

    @Override
    public Optional<InternetAddress> from() {
        return headers.addresses("From").stream().findFirst();
    }

    @Override
    public List<InternetAddress> replyTo() {
        List<InternetAddress> replyTo = headers.addresses("Reply-To");
        return replyTo.isEmpty() ? headers.addresses("From") : replyTo;
    }

    @Override
    public List<InternetAddress> to() {
        return headers.addresses("To");
    }

    @Override
    public List<InternetAddress> cc() {
        return headers.addresses("Cc");
    }

    @Override
    public String subject() {
        return headers.first("Subject").orElse("");
    }

    @Override
    public Optional<String> messageId() {
        return headers.messageId();
    }

    @Override
    public List<String> references() {
        return headers.references();
    }

    @Override
    public List<String> header(String name) {
        return headers.all(name);
    }

    @Override
    public String text() {
        return plain.map(this::decoded).or(() -> html().map(HtmlText::of)).orElse("");
    }

    @Override
    public Optional<String> html() {
        return html.map(this::decoded);
    }

    @Override
    public List<MailAttachment> attachments() {
        return attachments;
    }

    @Override
    public InputStream raw() {
        return raw.open();
    }

    @Override
    public MimeMessage toMimeMessage() {
        return guarded(() -> new MimeMessage(lenient(), raw.open()));
    }

    /** Always refused: the mail was not handed to a listener. */
    @Override
    public void settle(Settlement settlement) {
        throw new IllegalStateException("settle() works only while the mail is with a listener");
    }

    /** The key and the kind; nothing of the content. */
    @Override
    public String toString() {
        return "ReceivedMail[" + key + ", " + kind + "]";
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
            throw MESSAGES.unparseable(e, key.toString(), ServerText.clean(e.getMessage()));
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
    }

    /** Made once, on first use: looking up the providers is dear. Never handed out. */
    private static final class Parsing {
        static final Session SESSION = lenient();
    }

    private record Structure(
            MailHeaders headers,
            MailKind kind,
            Optional<MimePart> plain,
            Optional<MimePart> html,
            List<MailAttachment> attachments) {}
}

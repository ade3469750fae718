package io.mailboxconnector.sample.helpdesk;

import io.mailboxconnector.api.MailAttachment;
import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.MailReport;
import io.mailboxconnector.api.MessageKey;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.api.Settlement;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A mail to {@code help@example.com} as a plain value; every {@code with…} gives a changed copy. */
record ArrivedMail(
        String sender,
        String answerTo,
        String subject,
        Optional<String> messageId,
        List<String> references,
        MailKind kind,
        List<MailAttachment> attachments)
        implements ReceivedMail {

    static final Instant ARRIVED = Instant.parse("2026-11-22T10:15:30Z");
    static final String MAILBOX = "help@example.com";

    static ArrivedMail from(String sender, String subject) {
        return new ArrivedMail(
                sender, sender, subject, Optional.of("<first@example.com>"), List.of(), MailKind.ORDINARY, List.of());
    }

    ArrivedMail withReferences(String... ids) {
        return new ArrivedMail(sender, answerTo, subject, messageId, List.of(ids), kind, attachments);
    }

    ArrivedMail withMessageId(String id) {
        return new ArrivedMail(sender, answerTo, subject, Optional.of(id), references, kind, attachments);
    }

    ArrivedMail withKind(MailKind other) {
        return new ArrivedMail(sender, answerTo, subject, messageId, references, other, attachments);
    }

    ArrivedMail withReplyTo(String address) {
        return new ArrivedMail(sender, address, subject, messageId, references, kind, attachments);
    }

    ArrivedMail withAttachment(String name, String type, String content) {
        return new ArrivedMail(
                sender, answerTo, subject, messageId, references, kind, List.of(new File(name, type, content)));
    }

    /** The ticket that a help desk would open for this mail. */
    Ticket opened() {
        Ticket ticket = new Ticket(subject, replyTo().stream().findFirst().orElse(null), ARRIVED);
        ticket.add(TicketMessage.received(this, false));
        return ticket;
    }

    @Override
    public MessageKey key() {
        return new MessageKey(MAILBOX, "INBOX", 1, 1);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public Instant receivedAt() {
        return ARRIVED;
    }

    @Override
    public Optional<Instant> sentAt() {
        return Optional.empty();
    }

    @Override
    public long size() {
        return 100;
    }

    @Override
    public boolean isHeadersOnly() {
        return false;
    }

    @Override
    public Optional<String> emailId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> threadId() {
        return Optional.empty();
    }

    @Override
    public Optional<MailReport> report() {
        return Optional.empty();
    }

    @Override
    public boolean isLooped() {
        return false;
    }

    @Override
    public Optional<String> inReplyTo() {
        return references.stream().findFirst();
    }

    @Override
    public Optional<MimeMessage> reply() {
        throw new UnsupportedOperationException("the help desk writes its own letters");
    }

    @Override
    public Optional<MimeMessage> replyAll() {
        return reply();
    }

    @Override
    public Optional<MimeMessage> autoReply() {
        return reply();
    }

    @Override
    public MimeMessage forward(String words) {
        throw new UnsupportedOperationException("the help desk forwards nothing");
    }

    @Override
    public Optional<InternetAddress> from() {
        return address(sender);
    }

    @Override
    public List<InternetAddress> replyTo() {
        return address(answerTo).stream().toList();
    }

    @Override
    public List<InternetAddress> to() {
        return address(MAILBOX).stream().toList();
    }

    @Override
    public List<InternetAddress> cc() {
        return List.of();
    }

    @Override
    public List<String> header(String name) {
        return List.of();
    }

    @Override
    public String text() {
        return "It does not work.\r\nPlease help.\0";
    }

    @Override
    public Optional<String> html() {
        return Optional.empty();
    }

    @Override
    public InputStream raw() {
        return stream("what was transferred");
    }

    @Override
    public MimeMessage toMimeMessage() {
        throw new UnsupportedOperationException("the help desk has no need of it");
    }

    @Override
    public void settle(Settlement settlement) {
        throw new UnsupportedOperationException("the help desk leaves this to its configuration");
    }

    private static Optional<InternetAddress> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new InternetAddress(text));
        } catch (AddressException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private record File(String name, String contentType, String text) implements MailAttachment {

        @Override
        public Optional<String> fileName() {
            return Optional.of(name);
        }

        @Override
        public Optional<String> contentId() {
            return Optional.empty();
        }

        @Override
        public boolean isInline() {
            return false;
        }

        @Override
        public long size() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public InputStream content() {
            return stream(text);
        }
    }
}

package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.api.outgoing.MailPriority;
import io.mailboxconnector.api.outgoing.OutgoingMail;
import io.mailboxconnector.fault.ServerText;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes the MIME message of an {@link OutgoingMail}, completed by the defaults of the connection factory. Every field is checked
 * on the way, so that what users typed cannot smuggle in a header or a recipient. Stateless but for mailbox and defaults.
 */
public final class MailComposer {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^\\s<>\\p{Cntrl}]+@[^\\s<>\\p{Cntrl}]+>");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,76}");
    private static final Pattern ENVELOPE_ID = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** Headers that have a field of their own, or that describe the MIME structure. */
    private static final Set<String> TAKEN = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "return-path",
            "received",
            "importance",
            "x-priority");

    private final String mailbox;
    private final SendingDefaults defaults;

    /**
     * Composes for one mailbox.
     *
     * @param mailbox the address of the mailbox
     * @param defaults what mails do not say themselves
     */
    public MailComposer(String mailbox, SendingDefaults defaults) {
        this.mailbox = mailbox;
        this.defaults = defaults;
    }

    /**
     * Composes a mail.
     *
     * @param mail the mail
     * @return a message, ready to be rendered; attachments are opened when it is
     * @throws io.mailboxconnector.api.SubmissionRejected when a field is unfit; the message names it
     */
    public MimeMessage compose(OutgoingMail mail) {
        InternetAddress from =
                mail.from().map(address -> AddressField.single("from", address)).orElseGet(this::defaultFrom);
        DraftMessage message = new DraftMessage(from.getAddress());
        try {
            message.setFrom(from);
            addresses(mail, message);
            message.setSubject(oneLine("subject", mail.subject()), "UTF-8");
            conversation(mail, message);
            priority(mail.priority(), message);
            for (Map.Entry<String, String> header : mail.headers().entrySet()) {
                header(header.getKey(), header.getValue(), message);
            }
            message.request(deliveryRequest(mail));
            new BodyBuilder(mail).fill(message);
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw MESSAGES.cannotRender(true, List.of(), e, mailbox, ServerText.clean(e.getMessage()));
        }
    }

    /**
     * Begins a message with the defaults.
     *
     * @return a message with author and {@code Reply-To}, to be filled in
     */
    public MimeMessage draft() {
        InternetAddress from = defaultFrom();
        DraftMessage message = new DraftMessage(from.getAddress());
        try {
            message.setFrom(from);
            if (!defaults.replyTo().isEmpty()) {
                message.setReplyTo(AddressField.all("replyTo", defaults.replyTo()));
            }
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("a new message takes an author", e);
        }
    }

    private InternetAddress defaultFrom() {
        InternetAddress from = AddressField.single("from", defaults.from().orElse(mailbox));
        return defaults.senderName()
                .filter(name -> from.getPersonal() == null)
                .map(name -> AddressField.named("senderName", from, name))
                .orElse(from);
    }

    private void addresses(OutgoingMail mail, MimeMessage message) throws MessagingException {
        message.setRecipients(RecipientType.TO, AddressField.all("to", mail.to()));
        message.setRecipients(RecipientType.CC, AddressField.all("cc", mail.cc()));
        List<String> bcc = new ArrayList<>(mail.bcc());
        bcc.addAll(defaults.alwaysBcc());
        message.setRecipients(RecipientType.BCC, AddressField.all("bcc", bcc));
        InternetAddress[] replyTo =
                AddressField.all("replyTo", mail.replyTo().isEmpty() ? defaults.replyTo() : mail.replyTo());
        if (replyTo.length > 0) {
            message.setReplyTo(replyTo);
        }
    }

    private static void conversation(OutgoingMail mail, MimeMessage message) throws MessagingException {
        List<String> references = new ArrayList<>(mail.references());
        references.forEach(id -> require("references", id, MESSAGE_ID, "a Message-ID such as <7.1@contoso.example>"));
        if (mail.inReplyTo().isPresent()) {
            String answered = mail.inReplyTo().get();
            message.setHeader("In-Reply-To", messageId("inReplyTo", answered));
            if (!references.contains(answered)) {
                references.add(answered);
            }
        }
        if (!references.isEmpty()) {
            message.setHeader("References", String.join("\r\n ", references));
        }
        if (mail.messageId().isPresent()) {
            message.setHeader(
                    "Message-ID", messageId("messageId", mail.messageId().get()));
        }
    }

    private static String messageId(String field, String id) {
        return require(field, id, MESSAGE_ID, "a Message-ID such as <7.1@contoso.example>");
    }

    private static void priority(MailPriority priority, MimeMessage message) throws MessagingException {
        if (priority != MailPriority.NORMAL) {
            boolean high = priority == MailPriority.HIGH;
            message.setHeader("Importance", high ? "high" : "low");
            message.setHeader("X-Priority", high ? "1" : "5");
        }
    }

    private static void header(String name, String value, MimeMessage message)
            throws MessagingException, UnsupportedEncodingException {
        require("headers", name, HEADER_NAME, "a header name of letters, digits and hyphens");
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || lower.startsWith("content-") || lower.startsWith("resent-")) {
            throw MESSAGES.headerTaken(true, List.of(), null, name);
        }
        message.addHeader(
                name,
                MimeUtility.fold(
                        name.length() + 2, MimeUtility.encodeText(oneLine("headers " + name, value), "UTF-8", null)));
    }

    private static DeliveryRequest deliveryRequest(OutgoingMail mail) {
        Set<DeliveryNotice> notices = mail.notices();
        if (notices.contains(DeliveryNotice.NEVER) && notices.size() > 1) {
            throw MESSAGES.unfitField(
                    true, List.of(), null, "notify", notices.toString(), "NEVER, or others without it");
        }
        mail.envelopeId().ifPresent(id -> require("envelopeId", id, ENVELOPE_ID, "1 to 100 printable characters"));
        return new DeliveryRequest(notices, mail.returnsWholeMail(), mail.envelopeId());
    }

    static String oneLine(String field, String text) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw MESSAGES.unfitField(
                    true,
                    List.of(),
                    null,
                    field,
                    ServerText.oneLine(text),
                    "text on one line, without control characters");
        }
        return text;
    }

    private static String require(String field, String text, Pattern pattern, String allowed) {
        if (!pattern.matcher(text).matches()) {
            throw MESSAGES.unfitField(true, List.of(), null, field, ServerText.oneLine(text), allowed);
        }
        return text;
    }
}

package io.mailboxconnector.mime.answer;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.mime.text.FileName;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins answers to a mail, and forwards of it (RFC 5322 §3.6, RFC 3834 §3.1).
 *
 * <p>Immutable; the messages belong to the caller.
 */
public final class Answers {

    /** The root of the conversation and the nearest ancestors; more make headers that servers refuse. */
    private static final int MOST_REFERENCES = 21;

    /** Longer ids do not fit on a line (RFC 5322 §2.1.1). */
    private static final int LONGEST_ID = 900;

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final ReceivedMail mail;
    private final Addressees addressees;
    private final ReplyPermit permit;

    /**
     * Prepares nothing yet.
     *
     * @param mail the mail to be answered
     * @param addresses gives the readable addresses of a header of the mail
     * @param permit whether its sender may get one more answer
     */
    public Answers(ReceivedMail mail, Function<String, List<InternetAddress>> addresses, ReplyPermit permit) {
        this.mail = mail;
        this.addressees = new Addressees(mail, addresses);
        this.permit = permit;
    }

    /**
     * Whether a mail carries the mark of its own mailbox.
     *
     * @param mail the mail
     * @return true when it was made by {@link Answers} for the same mailbox
     */
    public static boolean isLooped(ReceivedMail mail) {
        return LoopMark.isIn(mail.header(LoopMark.HEADER), mail.key().mailbox());
    }

    /**
     * As {@link ReceivedMail#reply()}.
     *
     * @return the message, or empty
     */
    public Optional<MimeMessage> reply() {
        return answer(addressees.sender(), false);
    }

    /**
     * As {@link ReceivedMail#replyAll()}.
     *
     * @return the message, or empty
     */
    public Optional<MimeMessage> replyAll() {
        return answer(addressees.everybody(), true);
    }

    /**
     * As {@link ReceivedMail#autoReply()}.
     *
     * @return the message, or empty
     */
    public Optional<MimeMessage> autoReply() {
        if (mail.kind() != MailKind.ORDINARY) {
            return Optional.empty();
        }
        Optional<MimeMessage> reply = reply();
        reply.ifPresent(message -> written(() -> {
            message.setHeader("Auto-Submitted", "auto-replied");
            // Exchange and Outlook know this one, too.
            message.setHeader("X-Auto-Response-Suppress", "DR, OOF, AutoReply");
        }));
        return reply;
    }

    /**
     * As {@link ReceivedMail#forward(String)}.
     *
     * @param text what stands before the attached mail
     * @return the message
     */
    public MimeMessage forward(String text) {
        MimeMessage message = begun();
        written(() -> {
            message.setSubject(Subjects.ofForward(mail.subject()), UTF_8);
            reference(message);
            MimeBodyPart own = new MimeBodyPart();
            own.setText(text, UTF_8);
            MimeMultipart parts = new MimeMultipart();
            parts.addBodyPart(own);
            parts.addBodyPart(attached());
            message.setContent(parts);
        });
        return message;
    }

    private Optional<MimeMessage> answer(List<InternetAddress> to, boolean toAll) {
        if (to.isEmpty() || isLooped(mail) || !permit.permits(to.get(0).getAddress(), mail.key())) {
            return Optional.empty();
        }
        MimeMessage message = begun();
        written(() -> {
            message.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
            if (toAll) {
                message.setRecipients(RecipientType.CC, addressees.copies(to).toArray(InternetAddress[]::new));
            }
            message.setSubject(Subjects.ofReply(mail.subject()), UTF_8);
            @Nullable String parent = parent();
            if (parent != null) {
                message.setHeader("In-Reply-To", parent);
            }
            reference(message);
        });
        return Optional.of(message);
    }

    private MimeMessage begun() {
        MimeMessage message = new MimeMessage((Session) null);
        String mailbox = mail.key().mailbox();
        written(() -> {
            message.setFrom(new InternetAddress(mailbox));
            message.setHeader(LoopMark.HEADER, LoopMark.of(mailbox));
        });
        return message;
    }

    private @Nullable String parent() {
        return mail.messageId().filter(Answers::isFit).orElse(null);
    }

    /** One id per line, so that none gets too long. */
    private void reference(MimeMessage message) throws MessagingException {
        Set<String> chain = new LinkedHashSet<>();
        // In-Reply-To stands in for References only when it names one parent (RFC 5322 §3.6.4).
        if (!mail.header("References").isEmpty() || mail.references().size() == 1) {
            mail.references().stream().filter(Answers::isFit).forEach(chain::add);
        }
        @Nullable String parent = parent();
        if (parent != null) {
            chain.remove(parent);
            chain.add(parent);
        }
        List<String> ids = new ArrayList<>(chain);
        if (ids.size() > MOST_REFERENCES) {
            ids.subList(1, ids.size() - MOST_REFERENCES + 1).clear();
        }
        if (!ids.isEmpty()) {
            message.setHeader("References", String.join("\r\n ", ids));
        }
    }

    private static boolean isFit(String id) {
        return id.length() <= LONGEST_ID && id.chars().noneMatch(Character::isISOControl);
    }

    private MimeBodyPart attached() throws MessagingException {
        ForwardedMail content = new ForwardedMail(mail);
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(content));
        part.setHeader("Content-Type", content.getContentType());
        // Must not be encoded (RFC 2046 §5.2.1).
        part.setHeader("Content-Transfer-Encoding", content.isEightBit() ? "8bit" : "7bit");
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(FileName.safe(mail.subject()).orElse("mail") + ".eml");
        return part;
    }

    private static void written(Writing writing) {
        try {
            writing.run();
        } catch (MessagingException e) {
            throw new IllegalStateException("a new message takes any header", e);
        }
    }

    /** Writes into a new message. */
    private interface Writing {
        void run() throws MessagingException;
    }
}

package io.mailboxconnector.it.lab;

import io.mailboxconnector.testkit.mail.LocalMailServer;
import io.mailboxconnector.testkit.mail.StoredMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A customer of the help desk with a mailbox of its own on the same mail server.
 *
 * <p>Threads: any; each call stands alone.
 */
public final class Customer {

    private final LocalMailServer mailServer;
    private final String address;
    private final String helpDesk;

    /**
     * A customer.
     *
     * @param mailServer where the own mailbox and that of the help desk are
     * @param address the own address
     * @param helpDesk the address to write to
     */
    public Customer(LocalMailServer mailServer, String address, String helpDesk) {
        this.mailServer = mailServer;
        this.address = address;
        this.helpDesk = helpDesk;
    }

    /**
     * The own address.
     *
     * @return the address
     */
    public String address() {
        return address;
    }

    /**
     * Writes to the help desk.
     *
     * @param subject the subject, ignored in a reply
     * @param text the body
     * @param inReplyTo the UID of the mail in the own inbox that is replied to, null to begin a conversation
     * @throws IllegalArgumentException when there is no such mail
     */
    public void write(String subject, String text, @Nullable Long inReplyTo) {
        try {
            MimeMessage mail = inReplyTo == null ? fresh(subject) : reply(inReplyTo);
            mail.setFrom(new InternetAddress(address, "Robin Customer", StandardCharsets.UTF_8.name()));
            mail.setText(text, StandardCharsets.UTF_8.name());
            mail.saveChanges();
            mailServer.deliver(helpDesk, mail);
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException("cannot compose the mail", failure);
        }
    }

    private MimeMessage fresh(String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(helpDesk));
        mail.setSubject(subject, StandardCharsets.UTF_8.name());
        return mail;
    }

    private MimeMessage reply(long uid) throws MessagingException {
        StoredMail original = inbox().stream()
                .filter(mail -> mail.uid() == uid)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no mail " + uid));
        return (MimeMessage) original.message().reply(false);
    }

    /**
     * What the customer received.
     *
     * @return the mails, newest first
     */
    public List<StoredMail> inbox() {
        List<StoredMail> newestFirst = new ArrayList<>(mailServer.messages(address, "INBOX"));
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /**
     * The first plain text in a mail.
     *
     * @param part the mail, or a part of it
     * @return the text, empty when there is none
     */
    public static String text(Part part) {
        try {
            if (part.isMimeType("text/plain")) {
                return (String) part.getContent();
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    String text = text(parts.getBodyPart(i));
                    if (!text.isEmpty()) {
                        return text;
                    }
                }
            }
            return "";
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException("cannot read the mail", failure);
        }
    }
}

package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.api.SubmissionRejected;
import io.mailboxconnector.fault.ServerText;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * Who a message comes from and who gets it (RFC 5321 §2.3.1), every address checked.
 *
 * <p>The sender is what an {@code SMTPMessage} asks for, else {@code Sender}, else the first {@code From}, else the mailbox.
 *
 * @param sender the sender; an empty address for the null reverse-path
 * @param recipients {@code To}, {@code Cc} and {@code Bcc} in this order, each once, groups expanded
 * @param mailbox the mailbox that sends
 */
record Envelope(InternetAddress sender, List<InternetAddress> recipients, String mailbox) {

    private static final String NULL_REVERSE_PATH = "<>";

    static Envelope of(MimeMessage message, String mailbox) {
        Map<String, InternetAddress> recipients = new LinkedHashMap<>();
        for (RecipientType type : List.of(RecipientType.TO, RecipientType.CC, RecipientType.BCC)) {
            for (InternetAddress address : addresses(message, type)) {
                InternetAddress fit = fit(address, type.toString());
                recipients.putIfAbsent(identity(fit), fit);
            }
        }
        if (recipients.isEmpty()) {
            throw MESSAGES.noRecipients(true, List.of(), null, mailbox);
        }
        return new Envelope(sender(message, mailbox), List.copyOf(recipients.values()), mailbox);
    }

    String domain() {
        return DraftMessage.domainOf(sender.getAddress().isEmpty() ? mailbox : sender.getAddress());
    }

    /** Whether an address has characters beyond US-ASCII before its at sign (RFC 6531). */
    boolean isInternational() {
        return isInternational(sender) || recipients.stream().anyMatch(Envelope::isInternational);
    }

    private static boolean isInternational(InternetAddress address) {
        return address.getAddress().chars().anyMatch(c -> c > 0x7f);
    }

    private static List<InternetAddress> addresses(MimeMessage message, RecipientType type) {
        try {
            Address @Nullable [] all = message.getRecipients(type);
            if (all == null) {
                return List.of();
            }
            List<InternetAddress> single = new ArrayList<>();
            for (Address address : all) {
                InternetAddress internet = (InternetAddress) address;
                if (internet.isGroup()) {
                    single.addAll(List.of(internet.getGroup(true)));
                } else {
                    single.add(internet);
                }
            }
            return single;
        } catch (MessagingException e) {
            throw unfit(String.valueOf(e instanceof AddressException bad ? bad.getRef() : ""), type.toString(), e);
        }
    }

    private static InternetAddress sender(MimeMessage message, String mailbox) {
        try {
            if (message instanceof SMTPMessage smtp && smtp.getEnvelopeFrom() != null) {
                return NULL_REVERSE_PATH.equals(smtp.getEnvelopeFrom())
                        ? nullReversePath()
                        : fit(new InternetAddress(smtp.getEnvelopeFrom()), "MAIL FROM");
            }
            if (message.getSender() instanceof InternetAddress sender) {
                return fit(sender, "Sender");
            }
            Address @Nullable [] from = message.getFrom();
            return from != null && from.length > 0
                    ? fit((InternetAddress) from[0], "From")
                    : fit(new InternetAddress(mailbox), "From");
        } catch (MessagingException e) {
            throw unfit(String.valueOf(e instanceof AddressException bad ? bad.getRef() : mailbox), "From", e);
        }
    }

    private static InternetAddress nullReversePath() {
        InternetAddress nobody = new InternetAddress();
        nobody.setAddress("");
        return nobody;
    }

    /** The address as it may be sent: the domain in US-ASCII (RFC 5890), the part before the at sign as it is (RFC 6531 §3.3). */
    static InternetAddress fit(InternetAddress address, String header) {
        String text = String.valueOf(address.getAddress());
        int at = text.lastIndexOf('@');
        if (text.chars().anyMatch(Character::isISOControl) || at < 1) {
            throw unfit(text, header, null);
        }
        try {
            InternetAddress fit = (InternetAddress) address.clone();
            String domain = text.substring(at + 1);
            fit.setAddress(text.substring(0, at) + "@" + (domain.startsWith("[") ? domain : IDN.toASCII(domain)));
            fit.validate();
            return fit;
        } catch (AddressException | IllegalArgumentException e) {
            throw unfit(text, header, e);
        }
    }

    private static String identity(InternetAddress address) {
        String text = address.getAddress();
        int at = text.lastIndexOf('@');
        return text.substring(0, at) + text.substring(at).toLowerCase(Locale.ROOT);
    }

    private static SubmissionRejected unfit(String address, String header, @Nullable Exception cause) {
        String reason = cause == null
                ? "no name before the at sign, or a control character"
                : ServerText.clean(cause.getMessage());
        return MESSAGES.badAddress(true, List.of(), cause, ServerText.oneLine(address), header, reason);
    }
}

package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.mime.RawMail;
import io.mailboxconnector.smtp.compose.DeliveryRequest;
import io.mailboxconnector.smtp.compose.RenderedMail;
import io.mailboxconnector.smtp.compose.RenderedMail.Octets;
import jakarta.mail.internet.InternetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox without its content: all of a rendered mail that is not content, as texts and numbers.
 *
 * @param id the key of the row
 * @param mailbox the mailbox that sends
 * @param messageId the Message-ID
 * @param sender the envelope sender; null for the null reverse-path
 * @param recipients the envelope recipients, one a line
 * @param charset which octets are in it, as bits
 * @param request what is asked of delivery status notifications; null for nothing
 * @param attempts how often it was taken, this time included
 * @param triedSince since when it is tried
 */
record StoredMail(
        String id,
        String mailbox,
        String messageId,
        @Nullable String sender,
        String recipients,
        int charset,
        @Nullable String request,
        int attempts,
        Instant triedSince) {

    private static final int EIGHT_BIT = 1;
    private static final int INTERNATIONAL_HEADER = 2;
    private static final int INTERNATIONAL_ADDRESS = 4;
    private static final String FIELD = "\n";

    /** What a mail becomes before its first attempt. */
    static StoredMail of(String id, String mailbox, RenderedMail mail, Instant now) {
        String sender = mail.sender().getAddress();
        return new StoredMail(
                id,
                mailbox,
                mail.messageId(),
                sender.isEmpty() ? null : sender,
                mail.recipients().stream().map(InternetAddress::getAddress).collect(Collectors.joining(FIELD)),
                bits(mail.charset()),
                text(mail.request()),
                0,
                now);
    }

    /** The mail with its content. */
    RenderedMail rendered(RawMail content) {
        return new RenderedMail(
                messageId,
                address(sender == null ? "" : sender),
                Arrays.stream(recipients.split(FIELD)).map(StoredMail::address).toList(),
                content,
                new Octets(
                        (charset & EIGHT_BIT) != 0,
                        (charset & INTERNATIONAL_HEADER) != 0,
                        (charset & INTERNATIONAL_ADDRESS) != 0),
                request == null ? DeliveryRequest.NONE : request(request));
    }

    private static int bits(Octets octets) {
        return (octets.eightBit() ? EIGHT_BIT : 0)
                | (octets.internationalHeader() ? INTERNATIONAL_HEADER : 0)
                | (octets.internationalAddress() ? INTERNATIONAL_ADDRESS : 0);
    }

    private static @Nullable String text(DeliveryRequest request) {
        return request.equals(DeliveryRequest.NONE)
                ? null
                : String.join(
                        FIELD,
                        request.notices().stream().map(Enum::name).collect(Collectors.joining(",")),
                        request.returnsWholeMail().map(String::valueOf).orElse(""),
                        request.envelopeId().orElse(""));
    }

    private static DeliveryRequest request(String text) {
        List<String> fields = List.of(text.split(FIELD, -1));
        Set<DeliveryNotice> notices = fields.get(0).isEmpty()
                ? Set.of()
                : Arrays.stream(fields.get(0).split(","))
                        .map(DeliveryNotice::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        return new DeliveryRequest(
                notices,
                Optional.of(fields.get(1)).filter(value -> !value.isEmpty()).map(Boolean::valueOf),
                Optional.of(fields.get(2)).filter(value -> !value.isEmpty()));
    }

    /** Checked when the mail was rendered, so it is taken as it is. */
    private static InternetAddress address(String text) {
        InternetAddress address = new InternetAddress();
        address.setAddress(text);
        return address;
    }
}

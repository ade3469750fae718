package io.mailboxconnector.smtp.compose;

import io.mailboxconnector.api.outgoing.DeliveryNotice;
import jakarta.mail.internet.MimeMessage;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * What a mail asks of delivery status notifications (RFC 3461).
 *
 * @param notices when to report; empty for what the server does by itself
 * @param returnsWholeMail whether a report returns the whole mail or its header; empty for what the server does by itself
 * @param envelopeId what reports repeat; empty when there is none
 */
public record DeliveryRequest(
        Set<DeliveryNotice> notices, Optional<Boolean> returnsWholeMail, Optional<String> envelopeId) {

    /** Asks for nothing. */
    public static final DeliveryRequest NONE = new DeliveryRequest(Set.of(), Optional.empty(), Optional.empty());

    /** Copies the set. */
    public DeliveryRequest {
        notices = Set.copyOf(notices);
    }

    /** What a message asks for: a composed one by what it was composed of, an {@code SMTPMessage} by its options. */
    static DeliveryRequest of(MimeMessage message) {
        if (message instanceof DraftMessage draft) {
            return draft.deliveryRequest();
        }
        if (message instanceof SMTPMessage smtp) {
            return new DeliveryRequest(notices(smtp.getNotifyOptions()), whole(smtp), Optional.empty());
        }
        return NONE;
    }

    private static Set<DeliveryNotice> notices(int options) {
        Set<DeliveryNotice> notices = EnumSet.noneOf(DeliveryNotice.class);
        if (options == SMTPMessage.NOTIFY_NEVER) {
            notices.add(DeliveryNotice.NEVER);
            return notices;
        }
        if ((options & SMTPMessage.NOTIFY_SUCCESS) != 0) {
            notices.add(DeliveryNotice.SUCCESS);
        }
        if ((options & SMTPMessage.NOTIFY_FAILURE) != 0) {
            notices.add(DeliveryNotice.FAILURE);
        }
        if ((options & SMTPMessage.NOTIFY_DELAY) != 0) {
            notices.add(DeliveryNotice.DELAY);
        }
        return notices;
    }

    private static Optional<Boolean> whole(SMTPMessage message) {
        return switch (message.getReturnOption()) {
            case SMTPMessage.RETURN_FULL -> Optional.of(true);
            case SMTPMessage.RETURN_HDRS -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}

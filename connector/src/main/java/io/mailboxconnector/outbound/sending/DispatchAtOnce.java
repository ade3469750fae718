package io.mailboxconnector.outbound.sending;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import java.time.Clock;

/**
 * Submits within the call, over the connection of the caller.
 *
 * @param sender submits
 * @param clock the time
 */
public record DispatchAtOnce(MailSender sender, Clock clock) implements MailDispatch {

    @Override
    public SubmissionReceipt dispatch(OutboundSettings settings, RenderedMail mail, SubmissionLane lane) {
        try (mail) {
            return sender.submit(settings.account(), mail, clock, lane);
        }
    }
}

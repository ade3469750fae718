package io.mailboxconnector.outbound.transaction;

import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;

/**
 * A mail that is submitted later.
 *
 * @param settings with which account
 * @param mail the mail
 */
record LateMail(OutboundSettings settings, RenderedMail mail) {

    String messageId() {
        return mail.messageId();
    }

    void close() {
        mail.close();
    }
}

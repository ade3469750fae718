package io.mailboxconnector.outbound.dispatch;

import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.settings.OutboundSettings;

/** What a connection factory is configured with, now. Safe for use by any number of threads. */
public interface FactorySource {

    /**
     * The configuration.
     *
     * @return valid settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults at once
     */
    OutboundSettings toSettings();

    /**
     * Where mails of the factory are kept that do not leave.
     *
     * @return the same one always
     */
    CapturedMails captured();
}

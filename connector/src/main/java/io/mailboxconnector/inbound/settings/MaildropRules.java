package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.SettingsReader;
import java.util.Set;

/** What can be configured for a maildrop, which has no folders, no flags and no search (RFC 1939). Stateless. */
final class MaildropRules {

    private static final Set<String> WITHOUT_EFFECT =
            Set.of("folder", "select", "start", "idleRenewal", "uidValidityChange");

    private MaildropRules() {}

    /**
     * Records what a maildrop cannot do.
     *
     * @param reader has read all properties
     * @param afterDelivery what is to happen to a delivered mail
     * @param onFailure what is to happen to a mail that is given up
     * @param hasLedger whether delivered mails are remembered in a database
     */
    static void check(SettingsReader reader, Settlement afterDelivery, Settlement onFailure, boolean hasLedger) {
        reader.declarations().stream()
                .filter(declared -> WITHOUT_EFFECT.contains(declared.property()))
                .forEach(declared -> reader.refuse(
                        declared,
                        "would have no effect with protocol=pop3: a maildrop has no folders, no flags, no search and no IDLE",
                        "Remove it, or use protocol=imap."));
        if (afterDelivery instanceof Settlement.Keep && !hasLedger) {
            reader.fault(
                    "afterDelivery",
                    "would have all mails delivered again at each start: with protocol=pop3 only a database can remember"
                            + " which were delivered",
                    "Set ledgerDataSource, or use delete.");
        } else if (!(afterDelivery instanceof Settlement.Delete) && !(afterDelivery instanceof Settlement.Keep)) {
            reader.fault(
                    "afterDelivery",
                    "is not possible with protocol=pop3: a maildrop has no flags and no other folders",
                    "Use delete, or keep together with ledgerDataSource.");
        }
        if (!(onFailure instanceof Settlement.Keep)) {
            reader.fault(
                    "onFailure",
                    "is not possible with protocol=pop3: a maildrop has no flags and no other folders",
                    "Remove it or use keep: a mail that is given up stays on the server.");
        }
    }
}

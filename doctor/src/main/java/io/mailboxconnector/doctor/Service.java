package io.mailboxconnector.doctor;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a mail server does for an account. */
enum Service {
    /** Reading by IMAP. */
    IMAP(AccountSettings::imap),
    /** Reading by POP3. */
    POP3(AccountSettings::pop3),
    /** Sending. */
    SMTP(AccountSettings::smtp);

    private final Function<AccountSettings, Endpoint> endpoint;

    Service(Function<AccountSettings, Endpoint> endpoint) {
        this.endpoint = endpoint;
    }

    /** Where an account has it. */
    Endpoint of(AccountSettings account) {
        return endpoint.apply(account);
    }

    /**
     * How an account is read, by its properties: by POP3 where they name a server for it, by IMAP where they do that for IMAP, or
     * for neither. Every account has both, but who does not name a server need not have it.
     */
    static Set<Service> reading(Map<String, String> properties) {
        Set<Service> named = EnumSet.noneOf(Service.class);
        for (Service service : EnumSet.of(IMAP, POP3)) {
            String prefix = service.name().toLowerCase(Locale.ROOT);
            if (properties.keySet().stream().anyMatch(property -> property.matches(prefix + "(Host|Port|Tls)"))) {
                named.add(service);
            }
        }
        return named.isEmpty() ? EnumSet.of(IMAP) : named;
    }
}

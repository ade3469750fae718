package io.mailboxconnector.adapter;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.AccountSource;
import io.mailboxconnector.settings.SettingsReader;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one account and the maker of its physical connections (Connectors 2.1 §6.5.3).
 *
 * <p>Safe for use by any number of threads once configured. Equality is by configuration.
 */
public class MailboxManagedConnectionFactory extends AccountBean implements ResourceAdapterAssociation, AccountSource {

    private static final long serialVersionUID = 1L;

    private static final PropertyCatalogue PROPERTIES = PropertyCatalogue.of(MailboxManagedConnectionFactory.class);

    private transient volatile @Nullable MailboxResourceAdapter resourceAdapter;
    private transient volatile @Nullable Reading lastReading;

    /** What a configuration was read into: read again only when it changed. */
    private record Reading(Map<String, String> values, AccountSettings settings) {}

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter resourceAdapter) throws ResourceException {
        if (this.resourceAdapter != null && this.resourceAdapter != resourceAdapter) {
            throw AdapterMessages.MESSAGES.alreadyAssociated(getClass().getSimpleName());
        }
        this.resourceAdapter = (MailboxResourceAdapter) resourceAdapter;
    }

    /**
     * The configuration as a valid, immutable record.
     *
     * @return the settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults at once
     */
    public AccountSettings toSettings() {
        Map<String, String> values = PROPERTIES.values(this);
        return Optional.ofNullable(lastReading)
                .filter(reading -> reading.values().equals(values))
                .map(Reading::settings)
                .orElseGet(() -> read(values));
    }

    @Override
    public AccountSettings account() {
        return toSettings();
    }

    private AccountSettings read(Map<String, String> values) {
        AccountSettings settings = AccountSettings.from(new SettingsReader(values));
        lastReading = new Reading(values, settings);
        return settings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other != null && PROPERTIES.equal(this, other);
    }

    @Override
    public int hashCode() {
        return PROPERTIES.hash(this);
    }

    /** The configuration for logs, secrets masked. */
    @Override
    public String toString() {
        return PROPERTIES.toString(this);
    }
}

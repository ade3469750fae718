package io.mailboxconnector.settings.sending;

import io.mailboxconnector.settings.AccountReader;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingsReader;

/**
 * Everything that can be configured about a connection factory.
 *
 * @param account the account
 * @param sending how mails are sent
 */
public record FactorySettings(AccountSettings account, SendingSettings sending) {

    /**
     * Reads a connection factory from a configuration that contains nothing else.
     *
     * @param reader the configuration
     * @return the settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults at once
     */
    public static FactorySettings from(SettingsReader reader) {
        AccountReader account = new AccountReader(reader);
        SendingReader sending = new SendingReader(reader);
        reader.verify(account.subject());
        return new FactorySettings(account.settings(), sending.settings());
    }

    /**
     * Reads all properties and records faults.
     *
     * @param reader the configuration
     * @return whose account it is
     */
    public static AccountReader declare(SettingsReader reader) {
        AccountReader account = new AccountReader(reader);
        new SendingReader(reader);
        return account;
    }
}

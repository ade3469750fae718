package io.mailboxconnector.settings;

/**
 * Something that knows an account: the settings themselves, or a connection factory that was configured with them.
 *
 * <p>Safe for use by any number of threads.
 */
@FunctionalInterface
public interface AccountSource {

    /**
     * The account.
     *
     * @return complete, valid settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid when they cannot be had, with the remedy
     */
    AccountSettings account();
}

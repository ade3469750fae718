package io.mailboxconnector.outbound;

import io.mailboxconnector.settings.AccountSettings;
import jakarta.resource.spi.ConnectionRequestInfo;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of a connection beyond the configuration: another mailbox. The key by which a container keeps
 * pools apart (Connectors 2.1 §6.5.1.2).
 *
 * @param mailbox the address of the mailbox
 */
public record MailboxConnectionRequest(String mailbox) implements ConnectionRequestInfo {

    /**
     * The account that a request is about.
     *
     * @param configured the account of the factory
     * @param request the request of the application; null for the configured mailbox
     * @return the account to connect to
     */
    public static AccountSettings apply(AccountSettings configured, @Nullable ConnectionRequestInfo request) {
        return request instanceof MailboxConnectionRequest other ? configured.withMailbox(other.mailbox()) : configured;
    }
}

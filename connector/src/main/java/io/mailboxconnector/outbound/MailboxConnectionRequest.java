package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import jakarta.resource.spi.ConnectionRequestInfo;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks of a connection beyond the configuration: another mailbox. The key by which a container keeps
 * pools apart (Connectors 2.1 §6.5.1.2).
 *
 * @param mailbox the address of the mailbox
 */
public record MailboxConnectionRequest(String mailbox) implements ConnectionRequestInfo {

    /** What becomes part of a login and of headers must not be able to end them. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"]+@[^\\s\\p{Cntrl}@<>,;:\"]+");

    /**
     * Refuses what is no address.
     *
     * @throws IllegalArgumentException when the mailbox is not a mail address
     */
    public MailboxConnectionRequest {
        if (!ADDRESS.matcher(mailbox).matches()) {
            throw MESSAGES.notAnAddress(ServerText.clean(mailbox));
        }
    }

    /**
     * What a request is about.
     *
     * @param configured the configuration of the factory
     * @param request the request of the application; null for the configured mailbox
     * @return the configuration to connect with
     */
    public static OutboundSettings apply(OutboundSettings configured, @Nullable ConnectionRequestInfo request) {
        return request instanceof MailboxConnectionRequest other ? configured.withMailbox(other.mailbox()) : configured;
    }
}

package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundMessages.MESSAGES;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.fault.ServerText;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.EISSystemException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.SecurityException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Translates between the exceptions of the API and those of the container's contracts; the only place that does.
 *
 * <p>Stateless. Nothing is lost: the one is always the cause of the other, and the code stays at the beginning of the message.
 */
public final class ResourceFaults {

    private ResourceFaults() {}

    /**
     * For the container (Connectors 2.1 §6.9).
     *
     * @param fault the failure
     * @return the exception of the contract that says most about it
     */
    public static ResourceException toResourceException(MailboxException fault) {
        String message = fault.getMessage();
        if (fault instanceof AuthenticationFailed) {
            return new SecurityException(message, fault);
        }
        if (fault instanceof ConfigurationInvalid) {
            return new InvalidPropertyException(message, fault);
        }
        if (fault instanceof ConnectionLost || fault instanceof MailboxUnavailable) {
            return new CommException(message, fault);
        }
        return fault instanceof MailboxThrottled
                ? new ResourceAllocationException(message, fault)
                : new EISSystemException(message, fault);
    }

    /** For the application: our own failure where the container only wrapped it, else what the pool said. */
    static MailboxException toMailboxException(ResourceException failure, String mailbox) {
        return own(failure).orElseGet(() -> MESSAGES.noConnection(failure, mailbox, reason(failure)));
    }

    private static Optional<MailboxException> own(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
            if (link instanceof MailboxException fault) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** The innermost message: containers wrap "unable to get a connection" around the reason. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (innermost.getCause() != null && seen.add(innermost)) {
            innermost = innermost.getCause();
        }
        String message = ServerText.clean(innermost.getMessage());
        return message.isEmpty() ? innermost.getClass().getSimpleName() : message;
    }
}

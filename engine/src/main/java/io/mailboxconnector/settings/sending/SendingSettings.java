package io.mailboxconnector.settings.sending;

import io.mailboxconnector.settings.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How mails are sent from one connection factory: a valid, immutable value.
 *
 * @param author what mails do not say themselves
 * @param partial what happens when some recipients are refused
 * @param failover other servers, in this order
 * @param submissionTimeout how long a server may take to decide about a whole mail
 * @param copies whether and where copies are stored
 * @param allowed whom mails may go to
 * @param capture whether mails leave
 */
public record SendingSettings(
        Author author,
        PartialAcceptance partial,
        List<Failover> failover,
        Duration submissionTimeout,
        Copies copies,
        AllowList allowed,
        Capture capture) {

    /** Nothing is set, no copy is stored. */
    public static final SendingSettings PLAIN = new SendingSettings(
            new Author(Optional.empty(), Optional.empty(), List.of(), List.of()),
            PartialAcceptance.REFUSE,
            List.of(),
            Duration.ofMinutes(10),
            new Copies(SaveToSent.NEVER, Optional.empty()),
            AllowList.EVERYBODY,
            new Capture(SendingMode.LIVE, Optional.empty()));

    /** Copies the list. */
    public SendingSettings {
        failover = List.copyOf(failover);
    }

    /**
     * What mails do not say themselves.
     *
     * @param from the author's address; empty for the mailbox
     * @param senderName the author's display name; empty for none
     * @param replyTo where answers go; empty for the author
     * @param alwaysBcc who gets a hidden copy of every mail
     */
    public record Author(
            Optional<String> from, Optional<String> senderName, List<String> replyTo, List<String> alwaysBcc) {

        /** Copies the lists. */
        public Author {
            replyTo = List.copyOf(replyTo);
            alwaysBcc = List.copyOf(alwaysBcc);
        }
    }

    /**
     * Another server.
     *
     * @param host its name
     * @param port its port; empty for that of the first server
     */
    public record Failover(String host, OptionalInt port) {}

    /**
     * Copies for the Sent folder.
     *
     * @param when whether they are stored
     * @param folder where; empty for the folder that the server marks as the Sent folder
     */
    public record Copies(SaveToSent when, Optional<String> folder) {}

    /**
     * What becomes of mails that do not leave.
     *
     * @param mode whether they leave
     * @param directory where they are written to as files; empty for nowhere
     */
    public record Capture(SendingMode mode, Optional<Path> directory) {}

    /**
     * The other servers, spoken to as the first one.
     *
     * @param first the server of the account
     * @return the servers in their order
     */
    public List<Endpoint> failoverServers(Endpoint first) {
        return failover.stream()
                .map(other -> new Endpoint(other.host(), other.port().orElse(first.port()), first.tls()))
                .toList();
    }
}

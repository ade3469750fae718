package io.mailboxconnector.smtp;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.smtp.submit.Offer;
import io.mailboxconnector.smtp.submit.SmtpReply;
import io.mailboxconnector.smtp.submit.Submission;
import io.mailboxconnector.smtp.submit.Submission.Terms;
import io.mailboxconnector.wire.Wire;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which server a session uses, and how: the one of the account first, then the alternates in their order; without extensions that
 * were found not to work.
 *
 * <p>For the thread of its session.
 */
final class SmtpRoute {

    private final AccountSettings account;
    private final SubmissionOptions options;
    private final BrokenExtensions broken;
    private final SmtpLogin login;
    private final List<Endpoint> servers;

    SmtpRoute(
            AccountSettings account,
            TokenManager tokens,
            Wire wire,
            MailboxBudget budget,
            SubmissionOptions options,
            BrokenExtensions broken) {
        this.account = account;
        this.options = options;
        this.broken = broken;
        this.login = new SmtpLogin(account, tokens, wire, budget, options.finalLimit());
        this.servers = Stream.concat(Stream.of(account.smtp()), options.failover().stream())
                .distinct()
                .toList();
    }

    /** Connects to the first server that can be reached. */
    SmtpLink open() {
        return open(servers);
    }

    /** Connects to the same server again. */
    SmtpLink reopen(SmtpLink former) {
        return login.open(former.server());
    }

    /** Whether there is a server that was not tried yet. */
    boolean hasAnother(List<SmtpLink> tried) {
        return !untried(tried).isEmpty();
    }

    /** Connects to a server that was not tried yet. */
    SmtpLink another(SmtpLink former, List<SmtpLink> tried, MailboxException reason) {
        List<Endpoint> others = untried(tried);
        tellFailover(former.server(), others.get(0), reason);
        return open(others);
    }

    Offer offer(SmtpLink link) {
        return link.offer(broken.of(link.server()));
    }

    Terms terms(boolean fresh) {
        return new Terms(options.allOrNone(), fresh);
    }

    /** Notes what did not work, if that is why a mail was not accepted; true when it is worth another attempt without it. */
    boolean noteBroken(SmtpLink link, Submission submission) {
        Offer offer = offer(link);
        if (submission.isChunkingBroken()) {
            return note(link, List.of(Offer.CHUNKING), submission.contentReply());
        }
        if (isPipeliningBroken(link, submission)) {
            return note(link, List.of(Offer.PIPELINING), submission.mailReply());
        }
        if (link.failure().isPresent()) {
            return false;
        }
        if (isParameterRefused(submission.mailReply())) {
            List<String> used = Stream.of(Offer.SIZE, Offer.EIGHT_BIT, Offer.DSN)
                    .filter(offer::has)
                    .toList();
            return note(link, used, submission.mailReply());
        }
        Optional<SmtpReply> recipient = submission.recipientReplies().stream()
                .filter(SmtpRoute::isParameterRefused)
                .findFirst();
        boolean asked = !submission.mail().request().notices().isEmpty() && offer.has(Offer.DSN);
        return recipient.isPresent() && asked && note(link, List.of(Offer.DSN), recipient.get());
    }

    private SmtpLink open(List<Endpoint> candidates) {
        List<Endpoint> left = new ArrayList<>(candidates);
        while (true) {
            Endpoint server = left.remove(0);
            try {
                return login.open(server);
            } catch (ConnectionLost | MailboxUnavailable gone) {
                if (left.isEmpty()) {
                    throw gone;
                }
                tellFailover(server, left.get(0), gone);
            }
        }
    }

    private List<Endpoint> untried(List<SmtpLink> tried) {
        Set<Endpoint> known =
                Set.copyOf(tried.stream().map(SmtpLink::server).distinct().toList());
        return servers.stream().filter(server -> !known.contains(server)).toList();
    }

    private void tellFailover(Endpoint server, Endpoint next, MailboxException reason) {
        SmtpLog.LOG.failover(
                server.toString(), account.mailbox(), next.toString(), String.valueOf(reason.getMessage()));
    }

    private boolean note(SmtpLink link, List<String> extensions, SmtpReply reply) {
        List<String> news = extensions.stream()
                .filter(extension -> broken.add(link.server(), extension))
                .toList();
        if (!news.isEmpty()) {
            SmtpLog.LOG.extensionBroken(link.server().toString(), String.join(", ", news), reply.text());
        }
        return !news.isEmpty();
    }

    /** The server answered the first command of several and forgot the others, or says itself that it was asked too fast. */
    private static boolean isPipeliningBroken(SmtpLink link, Submission submission) {
        if (!submission.isPipelined() || submission.mayBeTaken()) {
            return false;
        }
        boolean forgotten =
                link.failure().filter(SocketTimeoutException.class::isInstance).isPresent()
                        && submission.mailReply().code() != 0
                        && !submission.isTransferComplete();
        boolean tooFast = Stream.concat(Stream.of(submission.mailReply()), submission.recipientReplies().stream())
                .filter(SmtpReply::isRefusal)
                .anyMatch(reply -> reply.says("pipelin") || reply.says("synchroni"));
        return forgotten || tooFast;
    }

    /** RFC 5321 §4.1.1.11: 555 for parameters; others say 504, or 5.5.4. */
    private static boolean isParameterRefused(SmtpReply reply) {
        return reply.code() == 555
                || reply.code() == 504
                || reply.enhancedStatus().equals("5.5.4");
    }
}

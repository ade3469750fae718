package io.mailboxconnector.fault;

import static io.mailboxconnector.fault.FaultMessages.MESSAGES;

import io.mailboxconnector.api.MailboxException;
import java.io.EOFException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Turns a failure of the network or of TLS into an exception of the API, with code and remedy, by looking at the whole
 * chain of causes.
 *
 * <p>Stateless. The most telling cause decides: an expired certificate before "handshake failed" before "socket closed". A
 * failure that is not recognised becomes {@code MailboxUnavailable}, so that it is tried again.
 */
public final class NetworkFaults {

    private static final List<Rule> RULES = List.of(
            new Rule(CertificateExpiredException.class::isInstance, MESSAGES::expired),
            new Rule(CertificateNotYetValidException.class::isInstance, MESSAGES::notYetValid),
            new Rule(NetworkFaults::isWrongName, MESSAGES::wrongName),
            new Rule(NetworkFaults::isUntrusted, MESSAGES::untrusted),
            new Rule(NetworkFaults::isNotTls, MESSAGES::notTls),
            new Rule(NetworkFaults::isUnknownHost, (cause, server, detail) -> MESSAGES.unknownHost(cause, server)),
            new Rule(NetworkFaults::isConnectTimeOut, MESSAGES::connectTimedOut),
            new Rule(SocketTimeoutException.class::isInstance, MESSAGES::readTimedOut),
            new Rule(NetworkFaults::isUnreachable, MESSAGES::unreachable),
            new Rule(ConnectException.class::isInstance, MESSAGES::refused),
            new Rule(NetworkFaults::isHandshakeEnd, MESSAGES::handshakeEnded),
            new Rule(NetworkFaults::isBroken, MESSAGES::connectionBroke),
            new Rule(SSLException.class::isInstance, MESSAGES::handshakeFailed));

    private NetworkFaults() {}

    /**
     * Classifies a failure. A {@link MailboxException} that already stands in the chain is returned as it is.
     *
     * @param server host and port of the server, for the message
     * @param failure what was thrown
     * @return the exception to throw, with the failure as its cause
     */
    public static MailboxException classify(String server, Throwable failure) {
        List<Throwable> chain = chainOf(failure);
        return classified(chain).orElseGet(() -> byRules(ServerText.oneLine(server), failure, chain));
    }

    private static Optional<MailboxException> classified(List<Throwable> chain) {
        return chain.stream()
                .filter(MailboxException.class::isInstance)
                .map(MailboxException.class::cast)
                .findFirst();
    }

    private static MailboxException byRules(String server, Throwable failure, List<Throwable> chain) {
        for (Rule rule : RULES) {
            for (Throwable link : chain) {
                if (rule.matches.test(link)) {
                    return rule.verdict.of(failure, server, describe(link));
                }
            }
        }
        return MESSAGES.otherFailure(failure, server, describe(chain.get(chain.size() - 1)));
    }

    private static boolean isWrongName(Throwable link) {
        return link instanceof SSLPeerUnverifiedException
                || (link instanceof CertificateException
                        && contains(link, "no name matching", "no subject alternative", "illegal given domain name"));
    }

    private static boolean isUntrusted(Throwable link) {
        return link instanceof CertPathBuilderException
                || link instanceof CertPathValidatorException
                || link instanceof CertificateException;
    }

    private static boolean isNotTls(Throwable link) {
        return link instanceof SSLException
                && contains(link, "unsupported or unrecognized ssl message", "plaintext connection");
    }

    private static boolean isUnknownHost(Throwable link) {
        return link instanceof UnknownHostException || link instanceof UnresolvedAddressException;
    }

    private static boolean isConnectTimeOut(Throwable link) {
        boolean mayBe = link instanceof SocketTimeoutException || link instanceof ConnectException;
        return mayBe && contains(link, "connect timed out", "connection timed out");
    }

    private static boolean isUnreachable(Throwable link) {
        return link instanceof NoRouteToHostException
                || link instanceof BindException
                || (link instanceof SocketException && contains(link, "unreachable", "network is down"));
    }

    private static boolean isHandshakeEnd(Throwable link) {
        return link instanceof SSLHandshakeException
                && contains(link, "remote host terminated the handshake", "closed connection during handshake");
    }

    private static boolean isBroken(Throwable link) {
        return link instanceof EOFException
                || link instanceof SocketException
                || link instanceof ClosedChannelException
                || link instanceof AsynchronousCloseException
                || contains(link, "connection reset", "broken pipe", "peer shut down incorrectly", "eof reached");
    }

    private static boolean contains(Throwable link, String... phrases) {
        String message = link.getMessage();
        if (message == null) {
            return false;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        return Stream.of(phrases).anyMatch(lower::contains);
    }

    private static String describe(Throwable link) {
        String message = ServerText.clean(link.getMessage());
        return message.isEmpty() ? link.getClass().getSimpleName() : message;
    }

    private static List<Throwable> chainOf(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        @Nullable Throwable link = failure;
        while (link != null && seen.add(link)) {
            chain.add(link);
            link = link.getCause();
        }
        return chain;
    }

    private record Rule(Predicate<Throwable> matches, Verdict verdict) {}

    private interface Verdict {
        MailboxException of(Throwable failure, String server, String detail);
    }
}

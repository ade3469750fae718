package io.mailboxconnector.mime.answer;

import io.mailboxconnector.api.ReceivedMail;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who gets the answer to a mail (RFC 5322 §3.6.3, RFC 2369 §3.4, {@code Mail-Followup-To}). Never the mailbox itself, nobody
 * twice, no address that a mail server would refuse as malformed.
 *
 * <p>Immutable.
 */
final class Addressees {

    private static final Pattern MAILTO = Pattern.compile("<mailto:([^>?\\s]{1,500}+)", Pattern.CASE_INSENSITIVE);

    private final ReceivedMail mail;
    private final Function<String, List<InternetAddress>> headers;

    /** The function gives the readable addresses of a header. */
    Addressees(ReceivedMail mail, Function<String, List<InternetAddress>> headers) {
        this.mail = mail;
        this.headers = headers;
    }

    /** Nobody, when the sender wants no answer or cannot get one. */
    List<InternetAddress> sender() {
        boolean noReturnPath = mail.header("Return-Path").stream()
                .anyMatch(path -> path.replace(" ", "").equals("<>"));
        if (noReturnPath) {
            return List.of();
        }
        List<InternetAddress> replyTo = usable(headers.apply("Reply-To"));
        return replyTo.isEmpty() ? usable(headers.apply("From")) : replyTo;
    }

    /** What the sender asked for, else the sender and the list. */
    List<InternetAddress> everybody() {
        List<InternetAddress> sender = sender();
        if (sender.isEmpty()) {
            return sender;
        }
        List<InternetAddress> followUp = usable(headers.apply("Mail-Followup-To"));
        if (!followUp.isEmpty()) {
            return followUp;
        }
        List<InternetAddress> all = new ArrayList<>(sender);
        listAddress().ifPresent(all::add);
        return usable(all);
    }

    /** The other recipients of the mail; none, when the sender said who shall get the answer. */
    List<InternetAddress> copies(List<InternetAddress> direct) {
        if (!usable(headers.apply("Mail-Followup-To")).isEmpty()) {
            return List.of();
        }
        List<InternetAddress> others = new ArrayList<>(mail.to());
        others.addAll(mail.cc());
        List<InternetAddress> copies = new ArrayList<>(usable(others));
        copies.removeIf(copy -> direct.stream().anyMatch(known -> isSame(known, copy.getAddress())));
        return copies;
    }

    private Optional<InternetAddress> listAddress() {
        return mail.header("List-Post").stream()
                .map(MAILTO::matcher)
                .filter(Matcher::find)
                .flatMap(found -> address(found.group(1)).stream())
                .findFirst();
    }

    private static Optional<InternetAddress> address(String escaped) {
        try {
            return Optional.of(
                    new InternetAddress(URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8)));
        } catch (AddressException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private List<InternetAddress> usable(Collection<InternetAddress> addresses) {
        Map<String, InternetAddress> usable = new LinkedHashMap<>();
        for (InternetAddress address : addresses) {
            if (!isSame(address, mail.key().mailbox())) {
                clean(address)
                        .ifPresent(
                                clean -> usable.putIfAbsent(clean.getAddress().toLowerCase(Locale.ROOT), clean));
            }
        }
        return List.copyOf(usable.values());
    }

    private static boolean isSame(InternetAddress address, String other) {
        return other.equalsIgnoreCase(address.getAddress());
    }

    /** A copy, since Jakarta Mail's addresses can be changed; empty when it is not fit for an envelope. */
    private static Optional<InternetAddress> clean(InternetAddress address) {
        try {
            String personal = address.getPersonal();
            InternetAddress clean = personal == null
                    ? new InternetAddress(address.getAddress())
                    : new InternetAddress(address.getAddress(), personal.replaceAll("\\p{Cntrl}++", " "), "UTF-8");
            clean.validate();
            return Optional.of(clean);
        } catch (AddressException | UnsupportedEncodingException | RuntimeException unfit) {
            return Optional.empty();
        }
    }
}

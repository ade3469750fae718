package io.mailboxconnector.mime;

import io.mailboxconnector.mime.text.HeaderText;
import io.mailboxconnector.mime.text.LooseParameters;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a mail, read leniently: what cannot be understood is given as empty (RFC 5322, 2047).
 *
 * <p>Immutable.
 */
final class MailHeaders {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]++>");

    private static final Pattern MEDIA_TYPE = Pattern.compile("([a-z0-9!#$&^_.+-]{1,100})/([a-z0-9!#$&^_.+-]{1,100})");

    private final InternetHeaders headers;

    MailHeaders(InternetHeaders headers) {
        this.headers = headers;
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String raw : raw(name)) {
            values.add(HeaderText.decode(raw));
        }
        return List.copyOf(values);
    }

    Optional<String> first(String name) {
        return raw(name).stream().findFirst().map(HeaderText::decode);
    }

    List<InternetAddress> addresses(String name) {
        List<InternetAddress> found = new ArrayList<>();
        for (String raw : raw(name)) {
            found.addAll(parsed(HeaderText.unfold(raw)));
        }
        return List.copyOf(found);
    }

    Optional<Instant> date() {
        return raw("Date").stream().findFirst().flatMap(MailHeaders::date);
    }

    Optional<String> messageId() {
        for (String raw : raw("Message-ID")) {
            String value = HeaderText.unfold(raw);
            Matcher id = MESSAGE_ID.matcher(value);
            if (id.find()) {
                return Optional.of(id.group());
            }
            if (!value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>')) {
                return Optional.of("<" + value + ">");
            }
        }
        return Optional.empty();
    }

    Optional<String> inReplyTo() {
        return ids("In-Reply-To").stream().findFirst();
    }

    /** The ancestors, the nearest last: what In-Reply-To names is nearer than what References names (RFC 5322 §3.6.4). */
    List<String> references() {
        Set<String> ids = new LinkedHashSet<>(ids("References"));
        for (String parent : ids("In-Reply-To")) {
            ids.remove(parent);
            ids.add(parent);
        }
        return List.copyOf(ids);
    }

    Optional<ContentType> contentType() {
        return raw("Content-Type").stream().findFirst().flatMap(MailHeaders::contentType);
    }

    static Optional<ContentType> contentType(String raw) {
        try {
            return Optional.of(new ContentType(HeaderText.unfold(raw)));
        } catch (ParseException unreadable) {
            return loose(LooseParameters.of(HeaderText.unfold(raw)));
        }
    }

    private static Optional<ContentType> loose(LooseParameters value) {
        Matcher type = MEDIA_TYPE.matcher(value.head());
        if (!type.matches()) {
            return Optional.empty();
        }
        ParameterList parameters = new ParameterList();
        value.parameters().forEach(parameters::set);
        return Optional.of(new ContentType(type.group(1), type.group(2), parameters));
    }

    private List<String> raw(String name) {
        String @Nullable [] values = headers.getHeader(name);
        return values == null ? List.of() : List.of(values);
    }

    private List<String> ids(String name) {
        Set<String> ids = new LinkedHashSet<>();
        for (String raw : raw(name)) {
            MESSAGE_ID.matcher(raw).results().forEach(id -> ids.add(id.group()));
        }
        return List.copyOf(ids);
    }

    private static Optional<Instant> date(String raw) {
        try {
            return Optional.ofNullable(new MailDateFormat().parse(HeaderText.unfold(raw)))
                    .map(java.util.Date::toInstant);
        } catch (java.text.ParseException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static List<InternetAddress> parsed(String value) {
        try {
            return members(InternetAddress.parseHeader(value, false));
        } catch (AddressException | RuntimeException unreadable) {
            return separately(value);
        }
    }

    /** One bad address must not hide its neighbours; it is missing itself. */
    private static List<InternetAddress> separately(String value) {
        return Stream.of(value.split(",")).flatMap(MailHeaders::single).toList();
    }

    private static Stream<InternetAddress> single(String value) {
        try {
            return members(InternetAddress.parseHeader(value, false)).stream();
        } catch (AddressException | RuntimeException unreadable) {
            return Stream.empty();
        }
    }

    private static List<InternetAddress> members(InternetAddress[] addresses) throws AddressException {
        List<InternetAddress> found = new ArrayList<>();
        for (InternetAddress address : addresses) {
            if (address.isGroup()) {
                InternetAddress @Nullable [] group = address.getGroup(false);
                for (InternetAddress member : group == null ? new InternetAddress[0] : group) {
                    found.add(readable(member));
                }
            } else if (address.getAddress() != null && !address.getAddress().isBlank()) {
                found.add(readable(address));
            }
        }
        return found;
    }

    /** Jakarta Mail gives up decoding a name at the first unknown charset. */
    private static InternetAddress readable(InternetAddress address) {
        String personal = address.getPersonal();
        if (personal != null && personal.contains("=?")) {
            try {
                address.setPersonal(HeaderText.decode(personal), "UTF-8");
            } catch (UnsupportedEncodingException impossible) {
                throw new IllegalStateException("every Java has UTF-8", impossible);
            }
        }
        return address;
    }
}

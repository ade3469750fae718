package io.mailboxconnector.smtp.compose;

import static io.mailboxconnector.smtp.compose.ComposeMessages.MESSAGES;

import io.mailboxconnector.fault.ServerText;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;

/** Reads the addresses of a field: each text one address, perhaps with a display name; faults name the field. Stateless. */
final class AddressField {

    private AddressField() {}

    static InternetAddress[] all(String field, List<String> texts) {
        List<InternetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(single(field, text));
        }
        return addresses.toArray(InternetAddress[]::new);
    }

    static InternetAddress single(String field, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw MESSAGES.unfitField(
                    true, List.of(), null, field, ServerText.oneLine(text), "an address without control characters");
        }
        try {
            // Not strict: strictly, Jakarta Mail takes no international address; Envelope checks the rest.
            InternetAddress[] parsed = InternetAddress.parse(text, false);
            if (parsed.length != 1 || parsed[0].isGroup()) {
                throw MESSAGES.unfitField(true, List.of(), null, field, ServerText.oneLine(text), "one address each");
            }
            InternetAddress address = Envelope.fit(parsed[0], field);
            return parsed[0].getPersonal() == null ? address : named(field, address, parsed[0].getPersonal());
        } catch (AddressException e) {
            throw MESSAGES.badAddress(
                    true, List.of(), e, ServerText.oneLine(text), field, ServerText.clean(e.getMessage()));
        }
    }

    /** The address with a display name, which is encoded where it is not US-ASCII (RFC 2047). */
    static InternetAddress named(String field, InternetAddress address, String name) {
        try {
            InternetAddress named = (InternetAddress) address.clone();
            named.setPersonal(MailComposer.oneLine(field, name), "UTF-8");
            return named;
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java knows UTF-8", e);
        }
    }
}

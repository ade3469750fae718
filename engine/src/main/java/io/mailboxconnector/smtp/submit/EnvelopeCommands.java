package io.mailboxconnector.smtp.submit;

import io.mailboxconnector.api.outgoing.DeliveryNotice;
import io.mailboxconnector.smtp.compose.DeliveryRequest;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code MAIL} and {@code RCPT} with the parameters that the server offers (RFC 5321 §4.1.1.2 and §4.1.1.3). Stateless. */
final class EnvelopeCommands {

    private final RenderedMail mail;
    private final Offer offer;

    EnvelopeCommands(RenderedMail mail, Offer offer) {
        this.mail = mail;
        this.offer = offer;
    }

    String mail() {
        List<String> words = new ArrayList<>();
        words.add("MAIL FROM:<" + mail.sender().getAddress() + ">");
        if (offer.has(Offer.SIZE)) {
            words.add("SIZE=" + mail.size());
        }
        if (mail.charset().eightBit() && offer.has(Offer.EIGHT_BIT)) {
            words.add("BODY=8BITMIME");
        }
        boolean international =
                mail.charset().internationalAddress() || mail.charset().internationalHeader();
        if (international && offer.has(Offer.UTF8)) {
            words.add("SMTPUTF8");
        }
        if (offer.has(Offer.DSN)) {
            DeliveryRequest request = mail.request();
            request.returnsWholeMail().ifPresent(whole -> words.add(whole ? "RET=FULL" : "RET=HDRS"));
            request.envelopeId().ifPresent(id -> words.add("ENVID=" + xtext(id)));
        }
        return String.join(" ", words);
    }

    String recipient(InternetAddress address) {
        String command = "RCPT TO:<" + address.getAddress() + ">";
        if (mail.request().notices().isEmpty() || !offer.has(Offer.DSN)) {
            return command;
        }
        String notices = mail.request().notices().stream()
                .sorted()
                .map(DeliveryNotice::name)
                .collect(Collectors.joining(","));
        boolean ascii = address.getAddress().chars().allMatch(c -> c < 0x7f);
        // RFC 6533 has its own form for international addresses; without ORCPT the server takes the address of RCPT.
        return command + " NOTIFY=" + notices + (ascii ? " ORCPT=rfc822;" + xtext(address.getAddress()) : "");
    }

    /** RFC 3461 §4: printable US-ASCII apart from plus and equals sign, everything else in hexadecimal. */
    private static String xtext(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7f && b != '+' && b != '=';
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "+%02X", b & 0xff));
        }
        return encoded.toString();
    }
}

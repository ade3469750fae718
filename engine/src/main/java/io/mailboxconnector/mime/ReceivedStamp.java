package io.mailboxconnector.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.text.ParsePosition;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * When a mail arrived, as the last server on its way wrote into it (RFC 5321 §4.4): all there is where the protocol does not tell.
 * Stateless.
 */
public final class ReceivedStamp {

    private ReceivedStamp() {}

    /**
     * Looks for the stamp.
     *
     * @param mail the mail
     * @return the time of the uppermost Received header; empty when there is none, or none that can be read
     */
    public static Optional<Instant> of(RawMail mail) {
        try (InputStream in = mail.open()) {
            String[] stamps = new InternetHeaders(HeaderBlock.read(in).open()).getHeader("Received");
            return stamps == null ? Optional.empty() : time(stamps[0]);
        } catch (IOException | MessagingException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String stamp) {
        String text = stamp.substring(stamp.lastIndexOf(';') + 1).strip();
        Date time = new MailDateFormat().parse(text, new ParsePosition(0));
        return Optional.ofNullable(time).map(Date::toInstant);
    }
}

package io.mailboxconnector.smtp.submit;

import io.mailboxconnector.fault.ServerText;
import io.mailboxconnector.fault.SuggestedBackoff;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reply of a server (RFC 5321 §4.2).
 *
 * @param code the reply code; 0 when the server gave none
 * @param enhancedStatus the enhanced status code (RFC 3463), empty text when there is none
 * @param text the whole reply, fit for a message; the challenge of a refused XOAUTH2 login is decoded
 */
public record SmtpReply(int code, String enhancedStatus, String text) {

    /** No reply yet. */
    public static final SmtpReply NONE = new SmtpReply(0, "", "");

    /** The server asks for the content after {@code DATA}. */
    public static final int SEND_CONTENT = 354;

    /** The server closes the connection. */
    public static final int SERVICE_CLOSING = 421;

    private static final Pattern QUEUED_AS =
            Pattern.compile("(?i)\\b(?:queued as|id[ =]|queue id:?)\\s*([\\w.@<>+-]{2,})");

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern CONTINUATION = Pattern.compile("[\\r\\n]+\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3} )?");
    private static final int CHALLENGE = 334;

    /**
     * Takes a reply apart.
     *
     * @param code its code
     * @param raw the whole reply; null counts as empty
     * @return the reply
     */
    public static SmtpReply of(int code, @Nullable String raw) {
        if (raw == null || raw.isBlank()) {
            return new SmtpReply(code, "", "");
        }
        if (code == CHALLENGE) {
            return new SmtpReply(
                    code, "", "334 " + ServerText.clean(decoded(raw.substring(3).strip())));
        }
        Matcher enhanced = ENHANCED.matcher(raw);
        String text = ServerText.clean(CONTINUATION.matcher(raw.strip()).replaceAll(" "));
        return new SmtpReply(code, enhanced.find() ? enhanced.group(1) : "", text);
    }

    /** Whether the server may say yes later (RFC 5321 §4.2.1). */
    public boolean isTransient() {
        return code >= 400 && code < 500;
    }

    /** Whether the server did what it was asked for. */
    public boolean isPositive() {
        return code >= 200 && code < 300;
    }

    /** Whether it is a yes or a no, neither a step in between nor nonsense. */
    public boolean isFinal() {
        return isPositive() || (code >= 400 && code < 600);
    }

    /** Whether it is a no, for now or for good. */
    public boolean isRefusal() {
        return code >= 400;
    }

    /** Whether the server says that the mailbox is throttled, with or without naming a time. */
    public boolean isThrottling() {
        return says("suggested backoff time") || says("is throttled");
    }

    /** For how long the server wants to be left alone; zero when it does not say. */
    public Duration backoff() {
        return SuggestedBackoff.in(text).orElse(Duration.ZERO);
    }

    /**
     * By what name the server says it knows the mail.
     *
     * @return the queue id, else the words after the codes, else empty text
     */
    public String queueId() {
        Matcher named = QUEUED_AS.matcher(text);
        if (named.find()) {
            return named.group(1);
        }
        return text.replaceFirst("^\\d{3}[ -]?", "")
                .replaceFirst("^[245]\\.\\d{1,3}\\.\\d{1,3} ?", "")
                .strip();
    }

    /** Whether the text has this phrase, in any case. */
    public boolean says(String phrase) {
        return text.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Some servers put plain text there: shown as it is.
            return base64;
        }
    }
}

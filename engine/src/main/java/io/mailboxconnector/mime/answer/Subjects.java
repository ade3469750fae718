package io.mailboxconnector.mime.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subjects of answers and forwards: exactly one prefix, whatever mail programs in other languages put there before
 * (RFC 5322 §3.6.5).
 *
 * <p>Stateless.
 */
final class Subjects {

    /** A header of a mail is not the place for a novel. */
    private static final int LONGEST = 500;

    /** What mail programs write for "answer": English, German, Dutch, Nordic, Polish and Czech, Romance, Turkish and others. */
    private static final String REPLY_WORDS =
            "re|aw|antw|antwort|sv|vs|vá|odp|res|rif|r|ynt|bls|atb|απ|σχετ|отв|ответ|על|השב|תגובה|رد|回复|回覆|答复|答覆|返信|회신";

    private static final String FORWARD_WORDS =
            "fwd|fw|wg|tr|rv|enc|vb|vl|doorst|pd|ilt|i|továbbítás|προθ|пересл|הועבר|إعادة توجيه|转发|轉寄|転送|전달";

    private static final Pattern REPLY = prefix(REPLY_WORDS);
    private static final Pattern FORWARD = prefix(FORWARD_WORDS);

    private Subjects() {}

    static String ofReply(String subject) {
        return "Re: " + without(REPLY, subject);
    }

    static String ofForward(String subject) {
        return "Fwd: " + without(FORWARD, subject);
    }

    private static String without(Pattern prefix, String subject) {
        String line = subject.replaceAll("\\p{Cntrl}++", " ").strip();
        Matcher prefixes = prefix.matcher(line);
        int begin = 0;
        // One by one: a repeated group takes a frame of the stack for each.
        while (prefixes.region(begin, line.length()).lookingAt()) {
            begin = prefixes.end();
        }
        String rest = line.substring(begin).strip();
        return rest.length() > LONGEST ? rest.substring(0, rest.offsetByCodePoints(0, LONGEST / 2)) + "…" : rest;
    }

    /** One prefix, some with a count such as {@code Re[2]:} or {@code AW (3):}, with an Asian colon, too. */
    private static Pattern prefix(String words) {
        return Pattern.compile(
                "(?:" + words + ")\\s{0,3}(?:\\[\\d{1,4}]|\\(\\d{1,4}\\)|\\d{1,3})?\\s{0,3}[:：]\\s*+",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}

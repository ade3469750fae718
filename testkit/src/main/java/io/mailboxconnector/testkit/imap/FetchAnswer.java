package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One untagged FETCH: FLAGS, INTERNALDATE, RFC822.SIZE, EMAILID, THREADID and the whole body, its headers, or a piece of
 * either.
 */
final class FetchAnswer {

    private static final DateTimeFormatter INTERNAL_DATE =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern PARTIAL = Pattern.compile("<(\\d+)\\.(\\d+)>");

    private final FakeMail mail;
    private final int sequence;

    FetchAnswer(FakeMail mail, int sequence) {
        this.mail = mail;
        this.sequence = sequence;
    }

    void send(ImapConnection connection, String items) throws IOException {
        StringBuilder line = new StringBuilder("* " + sequence + " FETCH (UID " + mail.uid());
        String body = "";
        for (String item : Words.of(Words.inside(items))) {
            String name = item.toUpperCase(Locale.ROOT);
            if (name.startsWith("BODY")) {
                body = name;
            } else if (!name.equals("UID")) {
                line.append(' ').append(name).append(' ').append(value(name));
            }
        }
        if (body.isEmpty()) {
            connection.send(line + ")");
            return;
        }
        if (!body.contains("PEEK")) {
            mail.flags().add("\\Seen");
        }
        boolean headers = body.contains("[HEADER]");
        String section = headers ? "[HEADER]" : "[]";
        byte[] bytes = headers ? headers() : mail.bytes();
        Matcher partial = PARTIAL.matcher(body);
        if (partial.find()) {
            int from = Math.min(Integer.parseInt(partial.group(1)), bytes.length);
            int to = Math.min(from + Integer.parseInt(partial.group(2)), bytes.length);
            connection.sendLiteral(
                    line + " BODY" + section + "<" + partial.group(1) + "> ", Arrays.copyOfRange(bytes, from, to), ")");
        } else {
            connection.sendLiteral(line + " BODY" + section + " ", bytes, ")");
        }
    }

    private byte[] headers() {
        String text = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? mail.bytes() : Arrays.copyOf(mail.bytes(), end + 4);
    }

    private String value(String item) {
        return switch (item) {
            case "FLAGS" -> "(" + String.join(" ", mail.flags()) + ")";
            case "INTERNALDATE" ->
                "\"" + INTERNAL_DATE.format(mail.internalDate().atOffset(ZoneOffset.UTC)) + "\"";
            case "RFC822.SIZE" -> String.valueOf(mail.bytes().length);
            case "EMAILID" -> "(M" + mail.uid() + ")";
            // Only mails that answer another one belong to a conversation here.
            case "THREADID" ->
                new String(headers(), StandardCharsets.ISO_8859_1).contains("In-Reply-To:")
                        ? "(T" + mail.uid() + ")"
                        : "NIL";
            default -> "NIL";
        };
    }
}

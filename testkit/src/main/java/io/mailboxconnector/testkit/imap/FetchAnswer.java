package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One untagged FETCH: FLAGS, INTERNALDATE, RFC822.SIZE and the whole body or a piece of it. */
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
        Matcher partial = PARTIAL.matcher(body);
        if (partial.find()) {
            int from = Math.min(Integer.parseInt(partial.group(1)), mail.bytes().length);
            int to = Math.min(from + Integer.parseInt(partial.group(2)), mail.bytes().length);
            connection.sendLiteral(
                    line + " BODY[]<" + partial.group(1) + "> ", Arrays.copyOfRange(mail.bytes(), from, to), ")");
        } else {
            connection.sendLiteral(line + " BODY[] ", mail.bytes(), ")");
        }
    }

    private String value(String item) {
        return switch (item) {
            case "FLAGS" -> "(" + String.join(" ", mail.flags()) + ")";
            case "INTERNALDATE" ->
                "\"" + INTERNAL_DATE.format(mail.internalDate().atOffset(ZoneOffset.UTC)) + "\"";
            case "RFC822.SIZE" -> String.valueOf(mail.bytes().length);
            default -> "NIL";
        };
    }
}

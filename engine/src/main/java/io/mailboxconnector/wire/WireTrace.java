package io.mailboxconnector.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The dialogue with a mail server, line by line, in a log category of its mailbox, so that one mailbox can be watched, at level
 * DEBUG, because mails are part of it. What
 * proves an identity is masked: after {@code AUTH}, {@code AUTHENTICATE}, {@code LOGIN} and {@code PASS}, in lines of base64, and
 * wherever a bearer token or a secret of OAuth stands.
 *
 * <p>Belongs to the thread of its session.
 */
public final class WireTrace extends OutputStream {

    /** The category, without the mailbox. */
    public static final String CATEGORY = "io.mailboxconnector.trace.";

    private static final int LONGEST_LINE = 2_000;
    private static final String MASK = "********";
    private static final Pattern LOGIN = Pattern.compile("(?i)^(\\S+ )?(AUTH(?:ENTICATE)? \\S+|LOGIN|PASS) .*");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(auth=Bearer |Bearer |client_secret=|client_assertion=|refresh_token=|access_token\"?[=:] ?\"?|password=)"
                    + "[^\\s\\x01&\",]+");
    private static final Pattern WEB_TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{10,}[A-Za-z0-9_.-]*");
    private static final Pattern BASE64_LINE = Pattern.compile("^(334 |\\+ )?[A-Za-z0-9+/]{20,}={0,2}$");

    private final Logger log;
    private final StringBuilder line = new StringBuilder();

    private WireTrace(Logger log) {
        this.log = log;
    }

    /**
     * A stream for the debug output of a mail session.
     *
     * @param mailbox the mailbox, which names the category
     * @return the stream
     */
    public static PrintStream of(String mailbox) {
        return new PrintStream(new WireTrace(Logger.getLogger(CATEGORY + mailbox)), true, StandardCharsets.ISO_8859_1);
    }

    /**
     * A line without what proves an identity.
     *
     * @param line the line
     * @return the same or a masked one
     */
    static String redacted(String line) {
        String shorter = LOGIN.matcher(line).replaceFirst("$1$2 " + MASK);
        if (BASE64_LINE.matcher(shorter).matches()) {
            return MASK;
        }
        return WEB_TOKEN.matcher(NAMED.matcher(shorter).replaceAll("$1" + MASK)).replaceAll(MASK);
    }

    @Override
    public void write(int octet) throws IOException {
        if (octet == '\n') {
            print();
        } else if (octet != '\r' && line.length() < LONGEST_LINE) {
            line.append((char) (octet & 0xff));
        }
    }

    @Override
    public void close() {
        if (line.length() > 0) {
            print();
        }
    }

    private void print() {
        log.debug(redacted(line.toString()));
        line.setLength(0);
    }
}

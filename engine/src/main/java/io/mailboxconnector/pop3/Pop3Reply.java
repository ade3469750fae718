package io.mailboxconnector.pop3;

import java.net.ProtocolException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status line of a reply (RFC 1939 §3).
 *
 * @param status what it begins with
 * @param code the response code in capitals (RFC 2449 §8), empty when there is none
 * @param text everything after the status, the response code included
 */
record Pop3Reply(Status status, String code, String text) {

    /** What a status line begins with. */
    enum Status {
        /** {@code +OK}. */
        OK,
        /** {@code -ERR}. */
        ERROR,
        /** {@code +}: the server wants more of a login (RFC 5034 §4). */
        CONTINUE
    }

    private static final Pattern CODE = Pattern.compile("^\\[([A-Za-z0-9/_-]{1,60})]");

    static Pop3Reply of(String line) throws ProtocolException {
        if (line.startsWith("+OK")) {
            return of(Status.OK, line.substring(3).strip());
        } else if (line.startsWith("-ERR")) {
            return of(Status.ERROR, line.substring(4).strip());
        } else if (line.equals("+") || line.startsWith("+ ")) {
            return new Pop3Reply(Status.CONTINUE, "", line.substring(1).strip());
        }
        throw new ProtocolException("neither +OK nor -ERR: " + line);
    }

    private static Pop3Reply of(Status status, String text) {
        Matcher code = CODE.matcher(text);
        return new Pop3Reply(status, code.find() ? code.group(1).toUpperCase(Locale.ROOT) : "", text);
    }

    boolean isOk() {
        return status == Status.OK;
    }

    boolean wantsMore() {
        return status == Status.CONTINUE;
    }
}

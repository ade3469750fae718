package io.mailboxconnector.mime.answer;

import java.util.List;
import java.util.Locale;

/**
 * The mark by which mail of this mailbox is known when it comes back: {@code X-Loop}, with the name of the connector and of the
 * mailbox. The same on all nodes and after a restart.
 *
 * <p>Stateless.
 */
public final class LoopMark {

    /** The name of the header. */
    public static final String HEADER = "X-Loop";

    private LoopMark() {}

    /** The value for mail of a mailbox. */
    public static String of(String mailbox) {
        return "mailbox-connector; " + mailbox.toLowerCase(Locale.ROOT);
    }

    static boolean isIn(List<String> values, String mailbox) {
        return values.stream().anyMatch(value -> value.strip().equalsIgnoreCase(of(mailbox)));
    }
}

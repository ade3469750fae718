package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers a command in its own words, a number of times, without executing it. */
public final class Answers implements ImapBehaviour {

    private final String command;
    private final List<String> lines;
    private final AtomicInteger left;

    /**
     * Answers every time.
     *
     * @param command the name, such as {@code UID MOVE}
     * @param lines the untagged lines, then the rest of the tagged one, such as {@code NO [LIMIT] too many}
     */
    public Answers(String command, String... lines) {
        this(Integer.MAX_VALUE, command, lines);
    }

    /**
     * Answers some times.
     *
     * @param times how often
     * @param command the name, such as {@code UID MOVE}
     * @param lines the untagged lines, then the rest of the tagged one
     */
    public Answers(int times, String command, String... lines) {
        this.command = command;
        this.lines = List.of(lines);
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand received) throws IOException {
        if (!received.name().equals(command) || left.getAndDecrement() <= 0) {
            return false;
        }
        for (String line : lines.subList(0, lines.size() - 1)) {
            client.send(line);
        }
        client.send(received.tag() + " " + lines.get(lines.size() - 1));
        return true;
    }
}

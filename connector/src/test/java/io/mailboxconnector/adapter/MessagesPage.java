package io.mailboxconnector.adapter;

import io.mailboxconnector.adapter.MessageCatalogue.Numbered;
import io.mailboxconnector.adapter.MessageCatalogue.Room;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/reference/messages.md} from the declarations of the messages. */
final class MessagesPage {

    private MessagesPage() {}

    static String text() {
        List<Numbered> messages = MessageCatalogue.messages();
        return """
                # Messages

                Generated from the code; do not edit.

                Whatever the connector has to say begins with a code, such as `MBX13001`. You meet it

                * at the beginning of a message of an exception: in the application, in its stack traces, and in what the
                  server prints when it cannot make a connection. `MailboxException.code()` gives it to programs;
                * in the server's log, under the category that stands above each table.

                The first two digits name the part of the connector that speaks. A code never changes its meaning and is
                never used twice, so it can be searched for and alerted on; the words may be improved at any time. `…`
                stands for what is filled in: a host, a mailbox, what the server answered. No message has a secret, a
                token or the content of a mail in it.

                The second column tells what becomes of the message: an exception, by its class, or a line of the log, by
                its level. Exceptions without a package are those of `io.mailboxconnector.api` and `java.lang`.

                %s""".formatted(Arrays.stream(Room.values())
                .map(room -> section(room, messages))
                .collect(Collectors.joining("\n")));
    }

    private static String section(Room room, List<Numbered> messages) {
        String categories = room.packages().stream()
                .map(name -> "`io.mailboxconnector." + name + "`")
                .collect(Collectors.joining(", "));
        String rows = messages.stream()
                .filter(message -> message.room() == room)
                .map(MessagesPage::row)
                .collect(Collectors.joining());
        return """
                ## %dxxx: %s

                Category: %s

                | Code | Becomes | Text |
                |---|---|---|
                %s""".formatted(room.digits(), room.title(), categories, rows);
    }

    private static String row(Numbered message) {
        String kind = message.isException() ? "`" + message.kind() + "`" : "log, " + message.kind();
        return "| `%s` | %s | %s |\n"
                .formatted(message.code(), kind, RaXml.escaped(message.text()).replace("|", "\\|"));
    }
}

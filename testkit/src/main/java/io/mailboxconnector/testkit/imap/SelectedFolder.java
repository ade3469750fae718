package io.mailboxconnector.testkit.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one connection sees of the folder that it selected, and the commands that work on it. */
final class SelectedFolder {

    private final ImapConnection connection;
    private final ScriptedImapServer server;
    private final FakeFolder folder;
    private final List<Long> view = new ArrayList<>(); // UIDs by sequence number; under the connection's lock
    private final Map<Long, Set<String>> told = new HashMap<>(); // flags by UID; under the connection's lock

    SelectedFolder(ImapConnection connection, FakeFolder folder) {
        this.connection = connection;
        this.server = connection.server();
        this.folder = folder;
        this.view.addAll(folder.uids());
        folder.mails().forEach(mail -> told.put(mail.uid(), Set.copyOf(mail.flags())));
    }

    void announce() throws IOException {
        connection.send("* " + view.size() + " EXISTS");
        connection.send("* 0 RECENT");
        connection.send("* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)");
        String permanent = "\\Seen \\Answered \\Flagged \\Deleted \\Draft \\*";
        for (ImapBehaviour behaviour : server.behaviours()) {
            permanent = behaviour.permanentFlags(permanent);
        }
        connection.send("* OK [PERMANENTFLAGS (" + permanent + ")] flags");
        connection.send("* OK [UIDVALIDITY " + folder.uidValidity() + "] valid");
        connection.send("* OK [UIDNEXT " + folder.uidNext() + "] next");
    }

    void execute(ImapCommand command) throws IOException {
        switch (command.name()) {
            case "UID SEARCH" -> search(command);
            case "UID FETCH" -> fetch(command);
            case "UID STORE" -> store(command);
            case "UID COPY" -> copy(command, false);
            case "UID MOVE" -> copy(command, true);
            case "UID EXPUNGE" -> expunge(command);
            default -> connection.complete(command.tag(), "BAD unknown command");
        }
    }

    /** Sends what changed since the last time, removals first. Under the connection's lock. */
    void sync() throws IOException {
        Set<Long> now = folder.uids();
        for (int i = view.size() - 1; i >= 0; i--) {
            if (!now.contains(view.get(i))) {
                view.remove(i);
                connection.send("* " + (i + 1) + " EXPUNGE");
            }
        }
        tellFlags();
        now.removeAll(view);
        if (!now.isEmpty()) {
            view.addAll(now);
            connection.send("* " + view.size() + " EXISTS");
        }
    }

    /** As servers do when another client, or a person, changed them. */
    private void tellFlags() throws IOException {
        for (FakeMail mail : folder.mails()) {
            Set<String> flags = Set.copyOf(mail.flags());
            Set<String> before = told.put(mail.uid(), flags);
            int sequence = view.indexOf(mail.uid()) + 1;
            if (before != null && !before.equals(flags) && sequence > 0) {
                connection.send("* " + sequence + " FETCH (FLAGS (" + String.join(" ", flags) + "))");
            }
        }
    }

    private void search(ImapCommand command) throws IOException {
        String found = new SearchKeys(command.arguments(), folder.mails())
                .found().stream().map(String::valueOf).collect(Collectors.joining(" "));
        connection.send(found.isEmpty() ? "* SEARCH" : "* SEARCH " + found);
        connection.complete(command.tag(), "OK done");
    }

    private void fetch(ImapCommand command) throws IOException {
        for (FakeMail mail : chosen(command)) {
            int sequence = view.indexOf(mail.uid()) + 1;
            if (sequence > 0) {
                new FetchAnswer(mail, sequence).send(connection, command.word(1));
                told.put(mail.uid(), Set.copyOf(mail.flags()));
            }
        }
        connection.complete(command.tag(), "OK done");
    }

    private void store(ImapCommand command) throws IOException {
        String operation = command.word(1).toUpperCase(Locale.ROOT);
        List<String> flags = Words.of(Words.inside(command.word(2)));
        for (FakeMail mail : chosen(command)) {
            if (operation.startsWith("-")) {
                mail.flags().removeAll(flags);
            } else {
                mail.flags().addAll(flags);
            }
            told.put(mail.uid(), Set.copyOf(mail.flags()));
            if (!operation.endsWith(".SILENT")) {
                new FetchAnswer(mail, view.indexOf(mail.uid()) + 1).send(connection, "(FLAGS)");
            }
        }
        server.push();
        connection.complete(command.tag(), "OK done");
    }

    private void copy(ImapCommand command, boolean move) throws IOException {
        Optional<FakeFolder> target = server.mailbox().find(command.word(1));
        if (target.isEmpty()) {
            connection.complete(command.tag(), "NO [TRYCREATE] no such folder");
            return;
        }
        Collection<FakeMail> chosen = chosen(command);
        if (chosen.isEmpty()) {
            connection.complete(command.tag(), "OK nothing to do");
            return;
        }
        List<Long> copies = new ArrayList<>();
        for (FakeMail mail : chosen) {
            copies.add(target.get()
                    .add(mail.internalDate(), mail.bytes(), mail.flags())
                    .uid());
        }
        Set<Long> originals = chosen.stream().map(FakeMail::uid).collect(Collectors.toSet());
        String copyUid = "[COPYUID " + target.get().uidValidity() + " " + set(originals) + " " + set(copies) + "]";
        if (move) {
            connection.send("* OK " + copyUid + " moved");
            folder.remove(originals);
        }
        boolean tells = server.capabilities(false).contains("UIDPLUS")
                && server.behaviours().stream().allMatch(ImapBehaviour::tellsCopies);
        connection.complete(command.tag(), move || !tells ? "OK done" : "OK " + copyUid + " done");
        server.push();
    }

    private void expunge(ImapCommand command) throws IOException {
        folder.remove(chosen(command).stream()
                .filter(mail -> mail.flags().contains("\\Deleted"))
                .map(FakeMail::uid)
                .collect(Collectors.toSet()));
        connection.complete(command.tag(), "OK done");
        server.push();
    }

    private List<FakeMail> chosen(ImapCommand command) {
        Set<Long> uids = UidRanges.select(command.word(0), folder.uids());
        return folder.mails().stream().filter(mail -> uids.contains(mail.uid())).toList();
    }

    private static String set(Collection<Long> uids) {
        return uids.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }
}

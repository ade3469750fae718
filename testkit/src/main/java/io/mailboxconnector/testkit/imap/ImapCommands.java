package io.mailboxconnector.testkit.imap;

import io.mailboxconnector.testkit.SaslMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What the server does for each command that needs no selected folder; the rest is with {@link SelectedFolder}. */
final class ImapCommands {

    private final ImapConnection connection;
    private final ScriptedImapServer server;
    private boolean authenticated;
    private @Nullable SelectedFolder selected;

    ImapCommands(ImapConnection connection) {
        this.connection = connection;
        this.server = connection.server();
    }

    void execute(ImapCommand command) throws IOException {
        switch (command.name()) {
            case "CAPABILITY" -> {
                connection.send("* CAPABILITY " + connection.capabilities());
                complete(command, "OK done");
            }
            case "NOOP" -> complete(command, "OK done");
            case "ID" -> {
                connection.send("* ID (\"name\" \"Scripted\" \"version\" \"1.0\")");
                complete(command, "OK done");
            }
            case "LOGOUT" -> {
                connection.send("* BYE see you");
                complete(command, "OK done");
                connection.drop();
            }
            case "STARTTLS" -> startTls(command);
            case "LOGIN" -> login(command, command.word(0), command.word(1));
            case "AUTHENTICATE" -> authenticate(command);
            default -> {
                if (authenticated) {
                    executeAuthenticated(command);
                } else {
                    complete(command, "BAD log in first");
                }
            }
        }
    }

    private void executeAuthenticated(ImapCommand command) throws IOException {
        switch (command.name()) {
            case "NAMESPACE" -> {
                connection.send("* NAMESPACE ((\"\" \"/\")) NIL NIL");
                complete(command, "OK done");
            }
            case "LIST" -> {
                for (String name : server.folderNames()) {
                    connection.send("* LIST () \"/\" \"" + name + "\"");
                }
                complete(command, "OK done");
            }
            case "CREATE" ->
                complete(
                        command, server.mailbox().create(command.word(0)) ? "OK done" : "NO [ALREADYEXISTS] it exists");
            case "RENAME" ->
                complete(
                        command,
                        server.mailbox().rename(command.word(0), command.word(1))
                                ? "OK done"
                                : "NO [NONEXISTENT] no such folder");
            case "APPEND" -> append(command);
            case "STATUS" -> status(command);
            case "SELECT", "EXAMINE" -> select(command);
            case "IDLE" -> connection.idle(command.tag());
            default -> {
                SelectedFolder folder = selected;
                if (folder == null) {
                    complete(command, "BAD select a folder first");
                } else {
                    folder.execute(command);
                }
            }
        }
    }

    /** The words are the folder, the flags perhaps, the date perhaps, and the mail. */
    private void append(ImapCommand command) throws IOException {
        var folder = server.mailbox().find(command.word(0));
        if (folder.isEmpty()) {
            complete(command, "NO [TRYCREATE] no such folder");
            return;
        }
        List<String> words = command.words();
        byte[] mail = words.get(words.size() - 1).getBytes(StandardCharsets.UTF_8);
        List<String> flags =
                command.arguments().toLowerCase(Locale.ROOT).contains("(\\seen)") ? List.of("\\Seen") : List.of();
        long uid = folder.get().add(Instant.now(Clock.systemUTC()), mail, flags).uid();
        boolean tells = connection.capabilities().contains("UIDPLUS");
        String told = "[APPENDUID " + folder.get().uidValidity() + " " + uid + "] ";
        complete(command, "OK " + (tells ? told : "") + "done");
    }

    private void startTls(ImapCommand command) throws IOException {
        SSLContext tls = server.tlsForStart();
        if (tls == null) {
            complete(command, "BAD not offered");
        } else {
            complete(command, "OK begin");
            connection.upgrade(tls);
        }
    }

    private void authenticate(ImapCommand command) throws IOException {
        String proof = command.word(1);
        if (proof.isEmpty()) {
            connection.send("+ ");
            proof = connection.readProof();
        }
        SaslMessage message = SaslMessage.of(command.word(0), proof);
        login(command, message.user(), message.secret());
    }

    private void login(ImapCommand command, String user, String proof) throws IOException {
        authenticated = server.permits(user, proof);
        complete(
                command,
                authenticated
                        ? "OK [CAPABILITY " + connection.capabilities() + "] Logged in"
                        : "NO [AUTHENTICATIONFAILED] Authentication failed.");
    }

    private void status(ImapCommand command) throws IOException {
        var folder = server.mailbox().find(command.word(0));
        if (folder.isEmpty()) {
            complete(command, "NO [NONEXISTENT] no such folder");
            return;
        }
        FakeFolder found = folder.get();
        connection.send(
                "* STATUS \"" + found.name() + "\" (MESSAGES " + found.mails().size() + " UIDNEXT "
                        + found.uidNext() + " UIDVALIDITY " + found.uidValidity() + " UNSEEN "
                        + found.mails().stream().filter(mail -> !mail.seen()).count() + ")");
        complete(command, "OK done");
    }

    private void select(ImapCommand command) throws IOException {
        selected = null;
        var folder = server.mailbox().find(command.word(0));
        if (folder.isEmpty()) {
            complete(command, "NO [NONEXISTENT] no such folder");
            return;
        }
        SelectedFolder opened = new SelectedFolder(connection, folder.get());
        opened.announce();
        selected = opened;
        complete(command, command.name().equals("SELECT") ? "OK [READ-WRITE] done" : "OK [READ-ONLY] done");
    }

    private void complete(ImapCommand command, String result) throws IOException {
        connection.complete(command.tag(), result);
    }

    /** Under the connection's lock. */
    void sync() throws IOException {
        SelectedFolder folder = selected;
        if (folder != null) {
            folder.sync();
        }
    }
}

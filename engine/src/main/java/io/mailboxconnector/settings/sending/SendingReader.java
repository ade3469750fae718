package io.mailboxconnector.settings.sending;

import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.Format.Unfit;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.sending.SendingSettings.Author;
import io.mailboxconnector.settings.sending.SendingSettings.Capture;
import io.mailboxconnector.settings.sending.SendingSettings.Copies;
import io.mailboxconnector.settings.sending.SendingSettings.Failover;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the properties that say how mails are sent, and the rules between them.
 *
 * <p>The constructor reads and records faults; after {@link SettingsReader#verify} has passed, {@link #settings()} gives the
 * result. Belongs to the thread of its reader.
 */
public final class SendingReader {

    /** The default of {@code partial}. */
    public static final String PARTIAL = "refuse";
    /** The default of {@code submissionTimeout} (RFC 5321 §4.5.3.2.6). */
    public static final String SUBMISSION_TIMEOUT = "PT10M";
    /** The default of {@code saveToSent}. */
    public static final String SAVE_TO_SENT = "auto";
    /** The default of {@code mode}. */
    public static final String MODE = "live";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}@<>,;:\"]+@[^\\s\\p{Cntrl}@<>,;:\"]+");
    private static final Pattern ADDRESS_OR_DOMAIN =
            Pattern.compile("(?:[^\\s\\p{Cntrl}@<>,;:\"]*@)?[\\p{Alnum}-]+(?:\\.[\\p{Alnum}-]+)+");
    private static final Pattern SERVER = Pattern.compile("([\\p{Alnum}._-]+)(?::(\\d{1,5}))?");

    private final SendingSettings settings;

    /**
     * Reads all properties of sending.
     *
     * @param reader the configuration; faults are recorded there
     */
    public SendingReader(SettingsReader reader) {
        Author author = new Author(
                reader.read(
                        "from", Format.matching("a mail address", "is not a mail address", ADDRESS.asMatchPredicate())),
                reader.read("senderName", Format.text("a name, such as Contoso Support")),
                reader.read("replyTo", list("mail addresses", "is not a mail address", ADDRESS))
                        .orElse(List.of()),
                reader.read("alwaysBcc", list("mail addresses", "is not a mail address", ADDRESS))
                        .orElse(List.of()));
        PartialAcceptance partial = reader.read("partial", Format.choice(PartialAcceptance.class), PARTIAL);
        List<Failover> failover = reader.read("failoverHosts", servers()).orElse(List.of());
        Duration timeout = reader.read(
                "submissionTimeout", Format.duration(Duration.ofSeconds(1), Duration.ofHours(1)), SUBMISSION_TIMEOUT);
        SaveToSent save = reader.read("saveToSent", Format.choice(SaveToSent.class), SAVE_TO_SENT);
        Optional<String> folder =
                reader.read("sentFolder", Format.text("the full name of a folder, such as INBOX/Sent"));
        AllowList allowed = reader.read(
                        "recipientAllowList",
                        list("mail addresses and domains", "is neither a mail address nor a domain", ADDRESS_OR_DOMAIN))
                .map(entries -> new AllowList(entries.stream()
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .toList()))
                .orElse(AllowList.EVERYBODY);
        SendingMode mode = reader.read("mode", Format.choice(SendingMode.class), MODE);
        Optional<Path> directory = reader.read("captureDirectory", directory());
        checkEffect(reader, save, mode);
        settings = new SendingSettings(
                author, partial, failover, timeout, new Copies(save, folder), allowed, new Capture(mode, directory));
    }

    /**
     * How mails are sent.
     *
     * @return the settings; meaningful when the reader has no faults
     */
    public SendingSettings settings() {
        return settings;
    }

    private static void checkEffect(SettingsReader reader, SaveToSent save, SendingMode mode) {
        if (save == SaveToSent.NEVER && reader.isGiven("sentFolder")) {
            reader.fault(
                    "sentFolder",
                    "has no effect with saveToSent=never",
                    "Remove it, or set saveToSent to auto or always.");
        }
        if (mode == SendingMode.LIVE && reader.isGiven("captureDirectory")) {
            reader.fault("captureDirectory", "has no effect with mode=live", "Remove it, or set mode=capture.");
        }
    }

    private static Format<List<String>> list(String what, String problem, Pattern entry) {
        return Format.of(what + ", separated by commas", text -> {
            List<String> entries = entries(text);
            for (String one : entries) {
                require(entry.matcher(one).matches(), "has an entry '" + one + "' that " + problem);
            }
            return entries;
        });
    }

    private static Format<List<Failover>> servers() {
        return Format.of(
                "host names, each perhaps with a port (host:port), separated by commas",
                text -> entries(text).stream().map(SendingReader::server).toList());
    }

    private static Failover server(String text) {
        Matcher server = SERVER.matcher(text);
        require(server.matches(), "has an entry '" + text + "' that is not a host name");
        if (server.group(2) == null) {
            return new Failover(server.group(1), OptionalInt.empty());
        }
        int port = Integer.parseInt(server.group(2));
        require(port >= 1 && port <= 65535, "has a port that is out of range");
        return new Failover(server.group(1), OptionalInt.of(port));
    }

    private static Format<Path> directory() {
        return Format.of("the path of a directory on the server that can be written to", text -> {
            Path path = Path.of(text);
            require(Files.isDirectory(path), "is not a directory on this server");
            require(Files.isWritable(path), "is not writable for the user that runs this server");
            return path;
        });
    }

    private static List<String> entries(String text) {
        List<String> entries = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        require(!entries.isEmpty(), "has no entry");
        return entries;
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new Unfit(problem, null);
        }
    }
}

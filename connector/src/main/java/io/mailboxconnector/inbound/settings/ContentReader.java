package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.MailKind;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads what an activation says about the content of mails. */
public final class ContentReader {

    /** The default of {@code maxMessageSize}: what the greatest providers accept. */
    public static final String MAX_MESSAGE_SIZE = "150MiB";
    /** The default of {@code oversize}. */
    public static final String OVERSIZE = "quarantine";
    /** The default of {@code malformed}. */
    public static final String MALFORMED = "deliver";
    /** The default of {@code maxRepliesPerSender}. */
    public static final String MAX_REPLIES_PER_SENDER = "10";
    /** The default of {@code replyPeriod}. */
    public static final String REPLY_PERIOD = "PT1H";

    private static final Map<String, MailKind> SKIPPABLE = skippable();

    private ContentReader() {}

    static ContentPolicy read(SettingsReader reader) {
        return new ContentPolicy(
                reader.read("maxMessageSize", Format.size("1KiB", "2047MiB"), MAX_MESSAGE_SIZE),
                reader.read("oversize", Format.choice(OversizePolicy.class), OVERSIZE),
                reader.read("malformed", Format.choice(MalformedPolicy.class), MALFORMED),
                reader.read("skip", kinds()).orElse(Set.of()),
                reader.read("maxRepliesPerSender", Format.integer(1, 10_000), MAX_REPLIES_PER_SENDER),
                reader.read("replyPeriod", Format.duration(Duration.ofSeconds(1), Duration.ofDays(7)), REPLY_PERIOD));
    }

    private static Format<Set<MailKind>> kinds() {
        return Format.of("any of " + String.join(", ", SKIPPABLE.keySet()) + ", with commas between them", text -> {
            Set<MailKind> kinds = EnumSet.noneOf(MailKind.class);
            for (String word : text.split(",", -1)) {
                kinds.add(kind(word.strip()));
            }
            return kinds;
        });
    }

    private static MailKind kind(String word) {
        return SKIPPABLE.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(word))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> Format.Unfit.noneOf(SKIPPABLE.keySet(), word));
    }

    /** Whoever would skip ordinary mail wants no activation; malformed mail has a property of its own. */
    private static Map<String, MailKind> skippable() {
        Map<String, MailKind> kinds = new LinkedHashMap<>();
        for (MailKind kind : EnumSet.of(MailKind.AUTO_REPLY, MailKind.BOUNCE, MailKind.REPORT, MailKind.LIST)) {
            kinds.put(Format.nameOf(kind), kind);
        }
        return kinds;
    }
}

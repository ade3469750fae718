package io.mailboxconnector.adapter;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;

/**
 * Every numbered message of the connector, as the class files declare it: the annotations are kept there, though not at run
 * time.
 */
final class MessageCatalogue {

    private static final String API = "io.mailboxconnector.api";
    private static final Set<String> KNOWN_BY_SIMPLE_NAME = Set.of(API, "java.lang");
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mailboxconnector");

    /** A topic, the packages that speak about it, and the first two digits of its numbers. */
    enum Room {
        SETTINGS(10, "Configuration", "settings"),
        AUTH(
                11,
                "Authorization server and tokens",
                "auth",
                "auth.consent",
                "auth.entra",
                "auth.http",
                "auth.oauth",
                "auth.secret",
                "auth.store"),
        NETWORK(12, "Network and TLS", "fault", "wire"),
        IMAP(13, "Reading: IMAP", "imap", "imap.folders", "imap.protocol"),
        SMTP(14, "Sending: SMTP", "smtp", "smtp.compose"),
        MIME(15, "Content of mails", "mime", "mime.answer", "mime.spool"),
        DATABASE(16, "Databases of the administrator", "database"),
        LIMITS(17, "Limits of a mailbox", "limits"),
        ADAPTER(20, "Resource adapter", "adapter", "management"),
        INBOUND(21, "Delivery to message-driven beans", "inbound.board", "inbound.settings"),
        OUTBOUND(
                22,
                "Connections of applications",
                "outbound",
                "outbound.outbox",
                "outbound.reading",
                "outbound.sending",
                "outbound.transaction");

        private final int digits;
        private final String title;
        private final List<String> packages;

        Room(int digits, String title, String... packages) {
            this.digits = digits;
            this.title = title;
            this.packages = List.of(packages);
        }

        int digits() {
            return digits;
        }

        String title() {
            return title;
        }

        List<String> packages() {
            return packages;
        }

        boolean owns(int number) {
            return number / 1000 == digits;
        }

        static Room of(JavaClass type) {
            String name = type.getPackageName().substring("io.mailboxconnector.".length());
            return Arrays.stream(values())
                    .filter(room -> room.packages.contains(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type.getName() + " has messages, but its package no range"));
        }
    }

    /**
     * One message.
     *
     * @param number the number without the project code
     * @param room where it is declared
     * @param isException whether it is the message of an exception, not a line of the log
     * @param kind the class of the exception, or the level of the log
     * @param text the text, with an ellipsis for whatever is filled in
     */
    record Numbered(int number, Room room, boolean isException, String kind, String text) {

        String code() {
            return String.format(Locale.ROOT, "MBX%05d", number);
        }
    }

    private MessageCatalogue() {}

    /** All messages, by number. */
    static List<Numbered> messages() {
        return HOUSE.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Message.class))
                .filter(method -> method.getAnnotationOfType(Message.class).id() != Message.NONE)
                .map(MessageCatalogue::numbered)
                .sorted(Comparator.comparingInt(Numbered::number))
                .toList();
    }

    private static Numbered numbered(JavaMethod method) {
        Message message = method.getAnnotationOfType(Message.class);
        boolean isLogged = method.isAnnotatedWith(LogMessage.class);
        String kind = isLogged
                ? method.getAnnotationOfType(LogMessage.class).level().name()
                : exception(method.getRawReturnType());
        return new Numbered(message.id(), Room.of(method.getOwner()), !isLogged, kind, readable(message.value()));
    }

    private static String exception(JavaClass type) {
        if (!type.isAssignableTo(Throwable.class)) {
            throw new AssertionError(type.getName() + " is numbered, but neither thrown nor logged");
        }
        return KNOWN_BY_SIMPLE_NAME.contains(type.getPackageName()) ? type.getSimpleName() : type.getName();
    }

    private static String readable(String format) {
        return format.replaceAll("(%(\\d+\\$)?[sd])+", "…");
    }
}

/**
 * What applications compile against: interfaces, records and the exceptions of the mailbox connector.
 *
 * <p>The module has no code of its own; the resource adapter implements it. Jakarta Mail types appear where users know
 * them ({@code MimeMessage}, {@code SearchTerm}, {@code InternetAddress}).
 */
module io.mailboxconnector.api {
    requires transitive jakarta.mail;
    requires static jakarta.ejb;
    requires static org.jspecify;

    exports io.mailboxconnector.api;
    exports io.mailboxconnector.api.outgoing;
}

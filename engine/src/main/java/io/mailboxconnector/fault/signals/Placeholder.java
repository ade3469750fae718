package io.mailboxconnector.fault.signals;

/** A value of the administrator's own that a remedy speaks of. In the texts it stands as {@code {tenantId}}. */
public enum Placeholder {
    /** The directory (tenant) id. */
    TENANT_ID("tenantId", "<tenantId>"),
    /** The application (client) id. */
    CLIENT_ID("clientId", "<clientId>"),
    /** The mailbox. */
    MAILBOX("mailbox", "<mailbox>"),
    /** The object id of the enterprise application, which is not the one of the app registration. */
    ENTERPRISE_OBJECT_ID("enterpriseObjectId", "<object id of the enterprise application>"),
    /** Host and port. */
    SERVER("server", "<server>"),
    /** Where the authorization server sends the browser back to. */
    REDIRECT_URI("redirectUri", "<redirect URI>");

    private final String name;
    private final String unknown;

    Placeholder(String name, String unknown) {
        this.name = name;
        this.unknown = unknown;
    }

    /** How it is written in a text. */
    String mark() {
        return "{" + name + "}";
    }

    /** What is shown when the value is not known. */
    String unknown() {
        return unknown;
    }
}

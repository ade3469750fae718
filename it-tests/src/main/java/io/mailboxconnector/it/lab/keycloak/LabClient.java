package io.mailboxconnector.it.lab.keycloak;

/** The OAuth clients of the realm. */
public enum LabClient {
    /** An application that may open every mailbox; tokens live five minutes. */
    APP("app"),
    /** As {@link #APP}, but its tokens live {@link KeycloakServer#SHORT_LIFE}. */
    APP_SHORT("app-short"),
    /** An application that gets tokens but may open no mailbox. */
    APP_NOBOX("app-nobox"),
    /** As {@link #APP}, but its tokens are meant for another server (claim {@code aud}). */
    APP_ELSEWHERE("app-elsewhere"),
    /** As {@link #APP}, but it signs with a key instead of sending a secret (RFC 7523). */
    APP_JWT("app-jwt"),
    /** A web application: users sign in by authorization code with PKCE; refresh tokens are good for one use. */
    WEB("web"),
    /** A program without a browser: users sign in by the device flow (RFC 8628). It has no secret. */
    DEVICE("device");

    private final String id;

    LabClient(String id) {
        this.id = id;
    }

    /**
     * Its name in requests.
     *
     * @return the client id
     */
    public String id() {
        return id;
    }
}

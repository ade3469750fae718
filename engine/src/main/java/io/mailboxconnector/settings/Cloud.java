package io.mailboxconnector.settings;

import java.net.URI;

/** The clouds of Microsoft 365, each with its own hosts. The hosts of new sovereign clouds are given one by one. */
public enum Cloud {
    /** The world-wide one, and GCC. */
    PUBLIC("login.microsoftonline.com", "outlook.office365.com", "smtp.office365.com", "outlook.office365.com"),
    /** US Government, GCC High. */
    US_GOV("login.microsoftonline.us", "outlook.office365.us", "smtp.office365.us", "outlook.office365.us"),
    /** US Department of Defense. */
    US_DOD(
            "login.microsoftonline.us",
            "outlook-dod.office365.us",
            "outlook-dod.office365.us",
            "outlook-dod.office365.us"),
    /** China, operated by 21Vianet. */
    CHINA("login.partner.microsoftonline.cn", "partner.outlook.cn", "smtp.partner.outlook.cn", "partner.outlook.cn");

    private final String login;
    private final String imap;
    private final String smtp;
    private final String resource;

    Cloud(String login, String imap, String smtp, String resource) {
        this.login = login;
        this.imap = imap;
        this.smtp = smtp;
        this.resource = resource;
    }

    /**
     * Who issues tokens, without the tenant.
     *
     * @return the base address, with a slash at its end
     */
    public URI authority() {
        return URI.create("https://" + login + "/");
    }

    /**
     * Where mail is read.
     *
     * @return the endpoint
     */
    public Endpoint imap() {
        return new Endpoint(imap, 993, TlsMode.IMPLICIT);
    }

    /**
     * Where mail is read by POP3.
     *
     * @return the endpoint
     */
    public Endpoint pop3() {
        return new Endpoint(imap, AccountSettings.POP3_PORT, TlsMode.IMPLICIT);
    }

    /**
     * Where mail is sent.
     *
     * @return the endpoint
     */
    public Endpoint smtp() {
        return new Endpoint(smtp, 587, TlsMode.STARTTLS);
    }

    /**
     * What an application asks a token for.
     *
     * @return the scope
     */
    public String applicationScope() {
        return "https://" + resource + "/.default";
    }

    /**
     * What a person's token is asked for: one resource, reading and sending.
     *
     * @return the scopes, separated by a blank
     */
    public String personalScope() {
        // In the public cloud, scopes of persons are registered under the other name of the resource.
        String host = this == PUBLIC ? "outlook.office.com" : resource;
        return "https://" + host + "/IMAP.AccessAsUser.All https://" + host + "/SMTP.Send";
    }
}

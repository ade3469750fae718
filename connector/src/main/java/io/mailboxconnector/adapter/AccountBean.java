package io.mailboxconnector.adapter;

import io.mailboxconnector.settings.AccountReader;
import jakarta.resource.spi.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an account, the same for a connection factory and for the activation of a message-driven bean.
 *
 * <p>All of them are texts: what they mean, and everything that is wrong with them, is for {@link AccountReader} to say.
 * The names are the configuration's own; each is described by its annotation, from which descriptors and the reference
 * documentation are made.
 *
 * <p>Configured by one thread before it is used (Connectors 2.1 §5.3.7); a server that supports dynamic updates may set
 * properties later, which then hold for new connections.
 */
public abstract class AccountBean extends LoginBean {

    @ConfigProperty(description = "The server to read from; preset by the provider, else the same as smtpHost")
    private @Nullable String imapHost;

    @ConfigProperty(description = "Its port; by default the usual one for imapTls")
    private @Nullable String imapPort;

    @ConfigProperty(description = "How the connection to it is protected; by default what is usual for imapPort")
    private @Nullable String imapTls;

    @ConfigProperty(
            description =
                    "The server to read from by POP3; preset by the provider (outlook.office365.com, pop.gmail.com), else"
                            + " the same as imapHost")
    private @Nullable String pop3Host;

    @ConfigProperty(description = "Its port; by default the usual one for pop3Tls")
    private @Nullable String pop3Port;

    @ConfigProperty(description = "How the connection to it is protected; by default what is usual for pop3Port")
    private @Nullable String pop3Tls;

    @ConfigProperty(description = "The server to send through; preset by the provider, else the same as imapHost")
    private @Nullable String smtpHost;

    @ConfigProperty(description = "Its port; by default the usual one for smtpTls")
    private @Nullable String smtpPort;

    @ConfigProperty(description = "How the connection to it is protected; by default what is usual for smtpPort")
    private @Nullable String smtpTls;

    @ConfigProperty(
            description =
                    "Whether imapTls=none, pop3Tls=none and smtpTls=none are accepted for hosts other than the own one",
            defaultValue = AccountReader.ALLOW_PLAINTEXT)
    private @Nullable String allowPlaintext = AccountReader.ALLOW_PLAINTEXT;

    @ConfigProperty(
            description =
                    "Certificates to trust in addition to those of the JVM, such as those of an own certification authority",
            supportsDynamicUpdates = true)
    private @Nullable String trustedCertificates;

    @ConfigProperty(
            description = "A trust store to trust in addition to that of the JVM",
            supportsDynamicUpdates = true)
    private @Nullable String trustStore;

    @ConfigProperty(description = "The password of trustStore", confidential = true, supportsDynamicUpdates = true)
    private @Nullable String trustStorePassword;

    @ConfigProperty(
            description = "How long establishing a connection may take",
            defaultValue = AccountReader.CONNECT_TIMEOUT,
            supportsDynamicUpdates = true)
    private @Nullable String connectTimeout = AccountReader.CONNECT_TIMEOUT;

    @ConfigProperty(
            description = "How long an answer of a server may take",
            defaultValue = AccountReader.READ_TIMEOUT,
            supportsDynamicUpdates = true)
    private @Nullable String readTimeout = AccountReader.READ_TIMEOUT;

    @ConfigProperty(
            description = "How long a server may take to accept data",
            defaultValue = AccountReader.WRITE_TIMEOUT,
            supportsDynamicUpdates = true)
    private @Nullable String writeTimeout = AccountReader.WRITE_TIMEOUT;

    @ConfigProperty(
            description =
                    "How many mails are sent from the mailbox at most; a mail waits its turn, up to readTimeout; preset by the provider",
            supportsDynamicUpdates = true)
    private @Nullable String maxSendRate;

    @ConfigProperty(
            description =
                    "Whether the dialogue with the mail servers is logged at DEBUG, without secrets, in the category io.mailboxconnector.trace.MAILBOX",
            defaultValue = AccountReader.TRACE,
            supportsDynamicUpdates = true)
    private @Nullable String trace = AccountReader.TRACE;

    public @Nullable String getImapHost() {
        return imapHost;
    }

    public void setImapHost(@Nullable String imapHost) {
        this.imapHost = imapHost;
    }

    public @Nullable String getImapPort() {
        return imapPort;
    }

    public void setImapPort(@Nullable String imapPort) {
        this.imapPort = imapPort;
    }

    public @Nullable String getImapTls() {
        return imapTls;
    }

    public void setImapTls(@Nullable String imapTls) {
        this.imapTls = imapTls;
    }

    public @Nullable String getPop3Host() {
        return pop3Host;
    }

    public void setPop3Host(@Nullable String pop3Host) {
        this.pop3Host = pop3Host;
    }

    public @Nullable String getPop3Port() {
        return pop3Port;
    }

    public void setPop3Port(@Nullable String pop3Port) {
        this.pop3Port = pop3Port;
    }

    public @Nullable String getPop3Tls() {
        return pop3Tls;
    }

    public void setPop3Tls(@Nullable String pop3Tls) {
        this.pop3Tls = pop3Tls;
    }

    public @Nullable String getSmtpHost() {
        return smtpHost;
    }

    public void setSmtpHost(@Nullable String smtpHost) {
        this.smtpHost = smtpHost;
    }

    public @Nullable String getSmtpPort() {
        return smtpPort;
    }

    public void setSmtpPort(@Nullable String smtpPort) {
        this.smtpPort = smtpPort;
    }

    public @Nullable String getSmtpTls() {
        return smtpTls;
    }

    public void setSmtpTls(@Nullable String smtpTls) {
        this.smtpTls = smtpTls;
    }

    public @Nullable String getAllowPlaintext() {
        return allowPlaintext;
    }

    public void setAllowPlaintext(@Nullable String allowPlaintext) {
        this.allowPlaintext = allowPlaintext;
    }

    public @Nullable String getTrustedCertificates() {
        return trustedCertificates;
    }

    public void setTrustedCertificates(@Nullable String trustedCertificates) {
        this.trustedCertificates = trustedCertificates;
    }

    public @Nullable String getTrustStore() {
        return trustStore;
    }

    public void setTrustStore(@Nullable String trustStore) {
        this.trustStore = trustStore;
    }

    public @Nullable String getTrustStorePassword() {
        return trustStorePassword;
    }

    public void setTrustStorePassword(@Nullable String trustStorePassword) {
        this.trustStorePassword = trustStorePassword;
    }

    public @Nullable String getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(@Nullable String connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public @Nullable String getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(@Nullable String readTimeout) {
        this.readTimeout = readTimeout;
    }

    public @Nullable String getWriteTimeout() {
        return writeTimeout;
    }

    public void setWriteTimeout(@Nullable String writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    public @Nullable String getMaxSendRate() {
        return maxSendRate;
    }

    public void setMaxSendRate(@Nullable String maxSendRate) {
        this.maxSendRate = maxSendRate;
    }

    public @Nullable String getTrace() {
        return trace;
    }

    public void setTrace(@Nullable String trace) {
        this.trace = trace;
    }
}

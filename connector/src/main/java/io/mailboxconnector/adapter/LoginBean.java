package io.mailboxconnector.adapter;

import io.mailboxconnector.settings.AccountReader;
import jakarta.resource.spi.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The properties of an account that say whose mailbox it is and how to log in; the others are in {@link AccountBean}.
 *
 * <p>All of them are texts, as there; configured by one thread before it is used.
 */
public abstract class LoginBean {

    @ConfigProperty(
            description = "Whose mailbox it is; presets hosts, ports, TLS and the authorization server",
            defaultValue = AccountReader.PROVIDER)
    private @Nullable String provider = AccountReader.PROVIDER;

    @ConfigProperty(description = "The mailbox to open")
    private @Nullable String mailbox;

    @ConfigProperty(description = "How to log in; by default what suits the provider")
    private @Nullable String authentication;

    @ConfigProperty(
            description = "Which of the clouds of Microsoft 365; presets hosts, authority and scope",
            defaultValue = AccountReader.CLOUD)
    private @Nullable String cloud = AccountReader.CLOUD;

    @ConfigProperty(description = "The Microsoft Entra tenant; needed where authority does not name it")
    private @Nullable String tenantId;

    @ConfigProperty(description = "The application that is registered for the connector; needed to get tokens")
    private @Nullable String clientId;

    @ConfigProperty(
            description = "The secret of that application; needed with authentication=clientSecret",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String clientSecret;

    @ConfigProperty(
            description = "Its successor, which is tried when clientSecret is refused or has expired",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String clientSecretNext;

    @ConfigProperty(
            description = "When clientSecret ends; 30 and 7 days before, the log says so",
            supportsDynamicUpdates = true)
    private @Nullable String clientSecretExpires;

    @ConfigProperty(
            description = "The certificate of that application; needed with authentication=clientCertificate",
            supportsDynamicUpdates = true)
    private @Nullable String clientCertificate;

    @ConfigProperty(
            description = "Its private key, where it stands in a file of its own",
            supportsDynamicUpdates = true)
    private @Nullable String clientKey;

    @ConfigProperty(
            description = "The password of that key, or of the PKCS#12 file",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String clientKeyPassword;

    @ConfigProperty(
            description = "A token of another issuer in place of a secret; needed with authentication=clientAssertion",
            supportsDynamicUpdates = true)
    private @Nullable String clientAssertionFile;

    @ConfigProperty(
            description =
                    "How the application proves itself where it is not Microsoft that asks; by default in the header with a secret, by a signed assertion with a certificate")
    private @Nullable String clientAuthentication;

    @ConfigProperty(description = "The Microsoft Entra server that issues tokens; preset by the provider")
    private @Nullable String authority;

    @ConfigProperty(description = "The OpenID Connect server that issues tokens")
    private @Nullable String issuer;

    @ConfigProperty(description = "The token endpoint of another server that issues tokens; preset by provider=google")
    private @Nullable String tokenUrl;

    @ConfigProperty(description = "What a token is asked for; preset by the provider")
    private @Nullable String scope;

    @ConfigProperty(
            description =
                    "Where the refresh token of whoever consented is kept, sealed; needed with authentication=refreshToken")
    private @Nullable String tokenStore;

    @ConfigProperty(
            description = "What it is sealed with; needed with tokenStore",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String tokenStoreKey;

    @ConfigProperty(
            description = "The key before tokenStoreKey, for tokens that are still sealed with it",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String tokenStoreKeyPrevious;

    @ConfigProperty(
            description = "The key of a service account of Google; needed with authentication=serviceAccount",
            supportsDynamicUpdates = true)
    private @Nullable String serviceAccountKey;

    @ConfigProperty(description = "A service that hands out tokens; needed with authentication=tokenServer")
    private @Nullable String tokenServerUrl;

    @ConfigProperty(
            description = "What proves to that service that the connector may ask",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String tokenServerSecret;

    @ConfigProperty(
            description =
                    "The account to log in with where it is not the mailbox: with a password its name, with a refresh token who consented, with a service account in whose name it acts")
    private @Nullable String userName;

    @ConfigProperty(
            description = "The password or app password; needed with authentication=password",
            confidential = true,
            supportsDynamicUpdates = true)
    private @Nullable String password;

    @ConfigProperty(
            description = "A key store of secrets, for values such as keystore:alias",
            supportsDynamicUpdates = true)
    private @Nullable String secretStore;

    @ConfigProperty(description = "The password of secretStore", confidential = true, supportsDynamicUpdates = true)
    private @Nullable String secretStorePassword;

    @ConfigProperty(description = "How the mail servers are logged in to; by default the best way that they offer")
    private @Nullable String saslMechanism;

    @ConfigProperty(description = "The proxy on the way to the server that issues tokens; by default that of the JVM")
    private @Nullable String httpProxy;

    public @Nullable String getProvider() {
        return provider;
    }

    public void setProvider(@Nullable String provider) {
        this.provider = provider;
    }

    public @Nullable String getMailbox() {
        return mailbox;
    }

    public void setMailbox(@Nullable String mailbox) {
        this.mailbox = mailbox;
    }

    public @Nullable String getAuthentication() {
        return authentication;
    }

    public void setAuthentication(@Nullable String authentication) {
        this.authentication = authentication;
    }

    public @Nullable String getCloud() {
        return cloud;
    }

    public void setCloud(@Nullable String cloud) {
        this.cloud = cloud;
    }

    public @Nullable String getTenantId() {
        return tenantId;
    }

    public void setTenantId(@Nullable String tenantId) {
        this.tenantId = tenantId;
    }

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public @Nullable String getClientSecretNext() {
        return clientSecretNext;
    }

    public void setClientSecretNext(@Nullable String clientSecretNext) {
        this.clientSecretNext = clientSecretNext;
    }

    public @Nullable String getClientSecretExpires() {
        return clientSecretExpires;
    }

    public void setClientSecretExpires(@Nullable String clientSecretExpires) {
        this.clientSecretExpires = clientSecretExpires;
    }

    public @Nullable String getClientCertificate() {
        return clientCertificate;
    }

    public void setClientCertificate(@Nullable String clientCertificate) {
        this.clientCertificate = clientCertificate;
    }

    public @Nullable String getClientKey() {
        return clientKey;
    }

    public void setClientKey(@Nullable String clientKey) {
        this.clientKey = clientKey;
    }

    public @Nullable String getClientKeyPassword() {
        return clientKeyPassword;
    }

    public void setClientKeyPassword(@Nullable String clientKeyPassword) {
        this.clientKeyPassword = clientKeyPassword;
    }

    public @Nullable String getClientAssertionFile() {
        return clientAssertionFile;
    }

    public void setClientAssertionFile(@Nullable String clientAssertionFile) {
        this.clientAssertionFile = clientAssertionFile;
    }

    public @Nullable String getClientAuthentication() {
        return clientAuthentication;
    }

    public void setClientAuthentication(@Nullable String clientAuthentication) {
        this.clientAuthentication = clientAuthentication;
    }

    public @Nullable String getAuthority() {
        return authority;
    }

    public void setAuthority(@Nullable String authority) {
        this.authority = authority;
    }

    public @Nullable String getIssuer() {
        return issuer;
    }

    public void setIssuer(@Nullable String issuer) {
        this.issuer = issuer;
    }

    public @Nullable String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(@Nullable String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public @Nullable String getScope() {
        return scope;
    }

    public void setScope(@Nullable String scope) {
        this.scope = scope;
    }

    public @Nullable String getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(@Nullable String tokenStore) {
        this.tokenStore = tokenStore;
    }

    public @Nullable String getTokenStoreKey() {
        return tokenStoreKey;
    }

    public void setTokenStoreKey(@Nullable String tokenStoreKey) {
        this.tokenStoreKey = tokenStoreKey;
    }

    public @Nullable String getTokenStoreKeyPrevious() {
        return tokenStoreKeyPrevious;
    }

    public void setTokenStoreKeyPrevious(@Nullable String tokenStoreKeyPrevious) {
        this.tokenStoreKeyPrevious = tokenStoreKeyPrevious;
    }

    public @Nullable String getServiceAccountKey() {
        return serviceAccountKey;
    }

    public void setServiceAccountKey(@Nullable String serviceAccountKey) {
        this.serviceAccountKey = serviceAccountKey;
    }

    public @Nullable String getTokenServerUrl() {
        return tokenServerUrl;
    }

    public void setTokenServerUrl(@Nullable String tokenServerUrl) {
        this.tokenServerUrl = tokenServerUrl;
    }

    public @Nullable String getTokenServerSecret() {
        return tokenServerSecret;
    }

    public void setTokenServerSecret(@Nullable String tokenServerSecret) {
        this.tokenServerSecret = tokenServerSecret;
    }

    public @Nullable String getUserName() {
        return userName;
    }

    public void setUserName(@Nullable String userName) {
        this.userName = userName;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getSecretStore() {
        return secretStore;
    }

    public void setSecretStore(@Nullable String secretStore) {
        this.secretStore = secretStore;
    }

    public @Nullable String getSecretStorePassword() {
        return secretStorePassword;
    }

    public void setSecretStorePassword(@Nullable String secretStorePassword) {
        this.secretStorePassword = secretStorePassword;
    }

    public @Nullable String getSaslMechanism() {
        return saslMechanism;
    }

    public void setSaslMechanism(@Nullable String saslMechanism) {
        this.saslMechanism = saslMechanism;
    }

    public @Nullable String getHttpProxy() {
        return httpProxy;
    }

    public void setHttpProxy(@Nullable String httpProxy) {
        this.httpProxy = httpProxy;
    }
}

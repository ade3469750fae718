package io.mailboxconnector.settings;

import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_ASSERTION;
import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_CERTIFICATE;
import static io.mailboxconnector.settings.Authentication.Mode.CLIENT_SECRET;
import static io.mailboxconnector.settings.Authentication.Mode.MANAGED_IDENTITY;
import static io.mailboxconnector.settings.Authentication.Mode.PASSWORD;
import static io.mailboxconnector.settings.Authentication.Mode.REFRESH_TOKEN;
import static io.mailboxconnector.settings.Authentication.Mode.SERVICE_ACCOUNT;
import static io.mailboxconnector.settings.Authentication.Mode.TOKEN_SERVER;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads how an account logs in: which of the properties belong together, which are missing, which would have no effect.
 *
 * <p>Belongs to the thread of its reader.
 */
final class AuthenticationReader {

    private static final Format<Authentication.Mode> MODE = Format.choice(Authentication.Mode.class);

    /** Which ways to log in use a property; the others have no use for it. */
    private static final Map<String, Set<Authentication.Mode>> USES = uses();

    private final SettingsReader reader;
    private final Provider provider;
    private final Cloud cloud;
    private final Optional<Authentication.Mode> mode;
    private final ClientReader client;
    private final TokenStoreReader tokenStore;
    private final Optional<Path> serviceAccountKey;
    private final Optional<String> tokenServerUrl;
    private final Optional<SecretReference> tokenServerSecret;
    private final Optional<String> userName;
    private final Optional<SecretReference> password;

    AuthenticationReader(
            SettingsReader reader, Provider provider, Cloud cloud, Optional<SecretReference.KeyStoreFile> store) {
        this.reader = reader;
        this.provider = provider;
        this.cloud = cloud;
        Optional<Authentication.Mode> givenMode = reader.read("authentication", MODE);
        client = new ClientReader(reader, provider, cloud, store);
        tokenStore = new TokenStoreReader(reader, store);
        serviceAccountKey = reader.read("serviceAccountKey", Format.file("the JSON key of a Google service account"));
        tokenServerUrl = reader.read(
                "tokenServerUrl",
                Format.matching(
                        "an https:// address (http:// on this machine) that answers a GET with access_token and"
                                + " expires_in in JSON; {mailbox} stands for the mailbox",
                        "is not such an address",
                        AuthenticationReader::isTokenServer));
        tokenServerSecret = reader.read(
                "tokenServerSecret", SecretReference.format("a secret that is sent to it as a bearer token", store));
        userName = reader.read("userName", Format.text("the name of an account"));
        password = reader.read("password", SecretReference.format("the password or app password", store));
        mode = reader.isGiven("authentication")
                ? givenMode
                : provider.authentications().stream().findFirst();
        if (reader.isSound("provider")) {
            checkOffer(givenMode);
            mode.filter(provider.authentications()::contains).ifPresent(this::checkPartners);
        }
    }

    Authentication settings(String mailbox) {
        Authentication.Mode chosen = mode.orElseThrow();
        return switch (chosen) {
            case CLIENT_SECRET, CLIENT_CERTIFICATE, CLIENT_ASSERTION ->
                new Authentication.ClientCredentials(client.settings(chosen));
            case REFRESH_TOKEN ->
                new Authentication.RefreshToken(
                        client.settings(chosen), userName.orElse(mailbox), tokenStore.settings());
            case MANAGED_IDENTITY ->
                new Authentication.ManagedIdentity(
                        client.clientId(), client.scope(chosen).orElseThrow());
            case SERVICE_ACCOUNT ->
                new Authentication.ServiceAccount(
                        serviceAccountKey.orElseThrow(),
                        client.tokenUrl(),
                        userName,
                        client.scope(chosen).orElseThrow());
            case TOKEN_SERVER -> new Authentication.TokenServer(tokenServerUrl.orElseThrow(), tokenServerSecret);
            case PASSWORD -> new Authentication.Password(userName.orElse(mailbox), password.orElseThrow());
        };
    }

    /** Whether a password is presented; a mechanism for tokens would have no effect then. */
    boolean isPassword() {
        return mode.equals(Optional.of(PASSWORD));
    }

    private static boolean isTokenServer(String text) {
        return text.matches("https://[^/\\s]+(/\\S*)?|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?(/\\S*)?");
    }

    private void checkOffer(Optional<Authentication.Mode> givenMode) {
        if (givenMode.isPresent() && !provider.authentications().contains(givenMode.get())) {
            reader.fault(
                    "authentication", "is not possible with provider=" + Format.nameOf(provider), provider.advice());
        }
    }

    private void checkPartners(Authentication.Mode chosen) {
        switch (chosen) {
            case CLIENT_SECRET -> needClient("clientSecret", chosen);
            case CLIENT_CERTIFICATE -> needClient("clientCertificate", chosen);
            case CLIENT_ASSERTION -> needClient("clientAssertionFile", chosen);
            case REFRESH_TOKEN -> {
                needClient("clientId", chosen);
                need("tokenStore");
                need("tokenStoreKey");
            }
            case MANAGED_IDENTITY -> needScope(chosen);
            case SERVICE_ACCOUNT -> {
                need("serviceAccountKey");
                needScope(chosen);
            }
            case TOKEN_SERVER -> need("tokenServerUrl");
            case PASSWORD -> need("password");
        }
        USES.forEach((property, modes) -> {
            if (!modes.contains(chosen)) {
                refuse(property, modes);
            }
        });
        client.checkBelonging(chosen, chosen());
    }

    private void needClient(String property, Authentication.Mode chosen) {
        need("clientId");
        if (!property.equals("clientId")) {
            need(property);
        }
        client.checkServer(chosen());
        needScope(chosen);
    }

    private void needScope(Authentication.Mode chosen) {
        if (provider.scope(chosen, cloud).isEmpty()) {
            need("scope");
        }
    }

    private void need(String property) {
        reader.require(property, "is missing: " + chosen() + " needs it", "Give it, or choose another authentication.");
    }

    private void refuse(String property, Set<Authentication.Mode> owners) {
        if (reader.isGiven(property)) {
            String possible = provider.authentications().stream()
                    .filter(owners::contains)
                    .map(Format::nameOf)
                    .collect(Collectors.joining(" or "));
            reader.fault(
                    property,
                    "would have no effect: " + chosen() + " does not use it",
                    possible.isEmpty() ? "Remove it." : "Remove it, or set authentication=" + possible + ".");
        }
    }

    private String chosen() {
        return "authentication=" + mode.map(Format::nameOf).orElse("")
                + (reader.isGiven("authentication")
                        ? ""
                        : " (the default of provider=" + Format.nameOf(provider) + ")");
    }

    private static Map<String, Set<Authentication.Mode>> uses() {
        Set<Authentication.Mode> clients =
                EnumSet.of(CLIENT_SECRET, CLIENT_CERTIFICATE, CLIENT_ASSERTION, REFRESH_TOKEN);
        Map<String, Set<Authentication.Mode>> uses = new LinkedHashMap<>();
        for (String property : List.of("tenantId", "authority", "issuer", "clientAuthentication")) {
            uses.put(property, clients);
        }
        uses.put("clientId", with(clients, MANAGED_IDENTITY));
        uses.put("tokenUrl", with(clients, SERVICE_ACCOUNT));
        uses.put("scope", with(with(clients, MANAGED_IDENTITY), SERVICE_ACCOUNT));
        for (String property : List.of("clientSecret", "clientSecretNext", "clientSecretExpires")) {
            uses.put(property, EnumSet.of(CLIENT_SECRET, REFRESH_TOKEN));
        }
        for (String property : List.of("clientCertificate", "clientKey", "clientKeyPassword")) {
            uses.put(property, EnumSet.of(CLIENT_CERTIFICATE, REFRESH_TOKEN));
        }
        uses.put("clientAssertionFile", EnumSet.of(CLIENT_ASSERTION, REFRESH_TOKEN));
        for (String property : List.of("tokenStore", "tokenStoreKey", "tokenStoreKeyPrevious")) {
            uses.put(property, EnumSet.of(REFRESH_TOKEN));
        }
        uses.put("serviceAccountKey", EnumSet.of(SERVICE_ACCOUNT));
        uses.put("tokenServerUrl", EnumSet.of(TOKEN_SERVER));
        uses.put("tokenServerSecret", EnumSet.of(TOKEN_SERVER));
        uses.put("userName", EnumSet.of(PASSWORD, REFRESH_TOKEN, SERVICE_ACCOUNT));
        uses.put("password", EnumSet.of(PASSWORD));
        return uses;
    }

    private static Set<Authentication.Mode> with(Set<Authentication.Mode> modes, Authentication.Mode more) {
        Set<Authentication.Mode> all = EnumSet.copyOf(modes);
        all.add(more);
        return all;
    }
}

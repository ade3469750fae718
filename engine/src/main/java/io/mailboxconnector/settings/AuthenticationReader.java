package io.mailboxconnector.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads how an account logs in: which of the properties belong together, which are missing, which would have no effect.
 *
 * <p>Belongs to the thread of its reader.
 */
final class AuthenticationReader {

    private static final List<String> OF_CLIENT_SECRET =
            List.of("tenantId", "clientId", "clientSecret", "authority", "scope");
    private static final List<String> OF_PASSWORD = List.of("userName", "password");
    private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");

    private static final Format<Authentication.Mode> MODE = Format.choice(Authentication.Mode.class);
    private static final Format<String> TENANT = Format.matching(
            "the directory (tenant) id or a domain name of the tenant, such as contoso.example",
            "does not name a tenant",
            text -> text.matches("[\\p{Alnum}.-]+") && !NO_TENANTS.contains(text));

    private final SettingsReader reader;
    private final Provider provider;
    private final Optional<Authentication.Mode> mode;
    private final Optional<String> tenantId;
    private final Optional<String> clientId;
    private final Optional<Secret> clientSecret;
    private final Optional<URI> authority;
    private final Optional<String> scope;
    private final Optional<String> userName;
    private final Optional<Secret> password;

    AuthenticationReader(SettingsReader reader, Provider provider) {
        this.reader = reader;
        this.provider = provider;
        Optional<Authentication.Mode> givenMode = reader.read("authentication", MODE);
        tenantId = reader.read("tenantId", TENANT);
        clientId = reader.read("clientId", Format.text("the application (client) id"));
        clientSecret = reader.read("clientSecret", Format.secret("the value of the client secret, not its id"));
        authority = reader.read(
                        "authority",
                        Format.httpsAddress("the https:// address of the authorization server;"
                                + " tenantId is appended unless it is there already"))
                .or(provider::authority);
        scope = reader.read("scope", Format.text("the scope to ask a token for"))
                .or(provider::scope);
        userName = reader.read("userName", Format.text("the name to log in with"));
        password = reader.read("password", Format.secret("the password or app password"));
        mode = reader.isGiven("authentication")
                ? givenMode
                : provider.authentications().stream().findFirst();
        if (reader.isSound("provider")) {
            checkOffer(givenMode);
            mode.filter(provider.authentications()::contains).ifPresent(this::checkPartners);
        }
    }

    Authentication settings(String mailbox) {
        return switch (mode.orElseThrow()) {
            case CLIENT_SECRET ->
                new Authentication.ClientSecret(
                        withTenant(authority.orElseThrow()),
                        clientId.orElseThrow(),
                        clientSecret.orElseThrow(),
                        scope.orElseThrow());
            case PASSWORD -> new Authentication.Password(userName.orElse(mailbox), password.orElseThrow());
        };
    }

    private void checkOffer(Optional<Authentication.Mode> givenMode) {
        if (provider.authentications().isEmpty()) {
            reader.fault("provider", "cannot be used with this version of the connector", provider.advice());
        } else if (givenMode.isPresent() && !provider.authentications().contains(givenMode.get())) {
            reader.fault(
                    "authentication", "is not possible with provider=" + Format.nameOf(provider), provider.advice());
        }
    }

    private void checkPartners(Authentication.Mode chosen) {
        switch (chosen) {
            case CLIENT_SECRET -> {
                need("clientId");
                need("clientSecret");
                if (!reader.isGiven("authority") && provider.authority().isPresent()) {
                    need("tenantId");
                }
                if (provider.authority().isEmpty()) {
                    need("authority");
                }
                if (provider.scope().isEmpty()) {
                    need("scope");
                }
                OF_PASSWORD.forEach(property -> refuse(property, Authentication.Mode.PASSWORD));
            }
            case PASSWORD -> {
                need("password");
                OF_CLIENT_SECRET.forEach(property -> refuse(property, Authentication.Mode.CLIENT_SECRET));
            }
        }
    }

    private void need(String property) {
        reader.require(property, "is missing: " + chosen() + " needs it", "Give it, or choose another authentication.");
    }

    private void refuse(String property, Authentication.Mode owner) {
        if (reader.isGiven(property)) {
            reader.fault(
                    property,
                    "would have no effect: " + chosen() + " does not use it",
                    provider.authentications().contains(owner)
                            ? "Remove it, or set authentication=" + Format.nameOf(owner) + "."
                            : "Remove it.");
        }
    }

    private String chosen() {
        return "authentication=" + mode.map(Format::nameOf).orElse("")
                + (reader.isGiven("authentication")
                        ? ""
                        : " (the default of provider=" + Format.nameOf(provider) + ")");
    }

    private URI withTenant(URI base) {
        String text = base.toString();
        String folder = text.endsWith("/") ? text : text + "/";
        return URI.create(tenantId.filter(tenant -> !folder.endsWith("/" + tenant + "/"))
                .map(tenant -> folder + tenant + "/")
                .orElse(folder));
    }
}

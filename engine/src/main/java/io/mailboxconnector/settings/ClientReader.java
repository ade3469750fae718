package io.mailboxconnector.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads which client the connector is at the authorization server, and which server that is.
 *
 * <p>Belongs to the thread of its reader.
 */
final class ClientReader {

    private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");
    private static final List<String> PROOFS = List.of("clientSecret", "clientCertificate", "clientAssertionFile");
    private static final List<String> SERVERS = List.of("authority", "issuer", "tokenUrl");

    /** How the client presents its proof, where it is not Microsoft that asks. */
    enum Presentation {
        /** The secret in the header. */
        CLIENT_SECRET_BASIC,
        /** The secret in the body. */
        CLIENT_SECRET_POST,
        /** An assertion, signed by the key of the certificate. */
        PRIVATE_KEY_JWT,
        /** The certificate in the TLS connection. */
        MUTUAL_TLS
    }

    private static final Format<String> TENANT = Format.matching(
            "the directory (tenant) id or a domain name of the tenant, such as contoso.example",
            "does not name a tenant",
            text -> text.matches("[\\p{Alnum}.-]+") && !NO_TENANTS.contains(text));
    private static final Format<LocalDate> DATE =
            Format.of("the last day on which clientSecret is valid, such as 2027-03-31", text -> {
                try {
                    return LocalDate.parse(text);
                } catch (DateTimeParseException e) {
                    throw new Format.Unfit("is not a date", e);
                }
            });

    private final SettingsReader reader;
    private final Provider provider;
    private final Cloud cloud;
    private final Optional<String> tenantId;
    private final Optional<String> clientId;
    private final Optional<SecretReference> clientSecret;
    private final Optional<SecretReference> clientSecretNext;
    private final Optional<LocalDate> clientSecretExpires;
    private final Optional<Path> clientCertificate;
    private final Optional<Path> clientKey;
    private final Optional<SecretReference> clientKeyPassword;
    private final Optional<Path> clientAssertionFile;
    private final Optional<Presentation> presentation;
    private final Optional<URI> authority;
    private final Optional<URI> issuer;
    private final Optional<URI> tokenUrl;
    private final Optional<String> scope;

    ClientReader(SettingsReader reader, Provider provider, Cloud cloud, Optional<SecretReference.KeyStoreFile> store) {
        this.reader = reader;
        this.provider = provider;
        this.cloud = cloud;
        tenantId = reader.read("tenantId", TENANT);
        clientId = reader.read("clientId", Format.text("the application (client) id"));
        clientSecret = reader.read(
                "clientSecret", SecretReference.format("the value of the client secret, not its id", store));
        clientSecretNext =
                reader.read("clientSecretNext", SecretReference.format("the value of the next client secret", store));
        clientSecretExpires = reader.read("clientSecretExpires", DATE);
        clientCertificate = reader.read(
                "clientCertificate", Format.file("a certificate with its private key, in PKCS#12 or PEM form"));
        clientKey = reader.read(
                "clientKey", Format.file("the private key of clientCertificate in PEM form, where it stands alone"));
        clientKeyPassword = reader.read(
                "clientKeyPassword", SecretReference.format("the password of the private key or PKCS#12 file", store));
        clientAssertionFile = reader.read(
                "clientAssertionFile",
                Format.file("a token of another issuer, such as the one that AZURE_FEDERATED_TOKEN_FILE names"));
        presentation = reader.read("clientAuthentication", Format.choice(Presentation.class));
        authority = reader.read(
                "authority",
                Format.httpsAddress("the https:// address of a Microsoft Entra server; tenantId is appended unless it"
                        + " is there already"));
        issuer = reader.read(
                "issuer",
                Format.httpsAddress("the https:// address of an OpenID Connect issuer, which describes itself under"
                        + " /.well-known/openid-configuration"));
        tokenUrl = reader.read("tokenUrl", Format.httpsAddress("the https:// address of a token endpoint"));
        scope = reader.read("scope", Format.text("the scope to ask a token for"));
    }

    Optional<String> clientId() {
        return clientId;
    }

    Optional<URI> tokenUrl() {
        return tokenUrl;
    }

    Optional<String> scope(Authentication.Mode mode) {
        return scope.or(() -> provider.scope(mode, cloud));
    }

    OAuthClient settings(Authentication.Mode mode) {
        return new OAuthClient(
                server().orElseThrow(),
                clientId.orElseThrow(),
                proof(),
                scope(mode).orElseThrow());
    }

    /** Records what is missing of the server. */
    void checkServer(String chosen) {
        List<String> given = SERVERS.stream().filter(reader::isGiven).toList();
        if (given.isEmpty() && provider.server(cloud).isEmpty()) {
            reader.fault(
                    "authority",
                    "is missing: " + chosen + " needs to know who issues tokens",
                    "Give authority for Microsoft Entra, issuer for an OpenID Connect server, or tokenUrl.");
        }
        if (given.size() > 1) {
            given.stream()
                    .skip(1)
                    .forEach(property -> reader.fault(
                            property,
                            "cannot be given together with " + given.get(0),
                            "Give one of authority, issuer and tokenUrl."));
        }
        if (given.isEmpty() && provider == Provider.MICROSOFT365) {
            reader.require(
                    "tenantId", "is missing: " + chosen + " needs it", "Give it, or choose another authentication.");
        }
    }

    /** Records what would have no effect beside the rest. */
    void checkBelonging(Authentication.Mode mode, String chosen) {
        if (mode == Authentication.Mode.REFRESH_TOKEN) {
            PROOFS.stream()
                    .filter(reader::isGiven)
                    .skip(1)
                    .forEach(property -> noEffect(property, "a client proves itself in one way", "Give one of them."));
        }
        needs("clientSecretNext", "clientSecret");
        needs("clientSecretExpires", "clientSecret");
        needs("clientKey", "clientCertificate");
        needs("clientKeyPassword", "clientCertificate");
        boolean isEntra = server().filter(OAuthClient.Entra.class::isInstance).isPresent();
        if (!isEntra && reader.isSound("provider") && server().isPresent()) {
            refuseIfGiven("tenantId", "only Microsoft Entra has tenants");
        }
        presentation.ifPresent(given -> checkPresentation(given, isEntra, chosen));
    }

    private void checkPresentation(Presentation given, boolean isEntra, String chosen) {
        if (isEntra) {
            refuseIfGiven("clientAuthentication", "Microsoft Entra has one way for each kind of proof");
            return;
        }
        String owner = switch (given) {
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST -> "clientSecret";
            case PRIVATE_KEY_JWT, MUTUAL_TLS -> "clientCertificate";
        };
        if (!reader.isGiven(owner)) {
            reader.fault(
                    "clientAuthentication",
                    "does not fit: " + chosen + " is without " + owner,
                    "Remove it, or give " + owner + ".");
        }
    }

    private void needs(String property, String partner) {
        if (reader.isGiven(property) && !reader.isGiven(partner)) {
            noEffect(property, partner + " is missing", "Remove it, or give " + partner + ".");
        }
    }

    private void refuseIfGiven(String property, String reason) {
        if (reader.isGiven(property)) {
            noEffect(property, reason, "Remove it.");
        }
    }

    private void noEffect(String property, String reason, String remedy) {
        if (reader.isSound(property)) {
            reader.fault(property, "would have no effect: " + reason, remedy);
        }
    }

    private Optional<OAuthClient.Server> server() {
        Optional<OAuthClient.Server> given = Stream.<Optional<OAuthClient.Server>>of(
                        authority.map(this::withTenant).map(OAuthClient.Entra::new),
                        issuer.map(OAuthClient.Issuer::new),
                        tokenUrl.map(OAuthClient.TokenEndpoint::new))
                .flatMap(Optional::stream)
                .findFirst();
        return given.or(() -> provider.server(cloud)
                .map(preset -> preset instanceof OAuthClient.Entra entra
                        ? new OAuthClient.Entra(withTenant(entra.address()))
                        : preset));
    }

    private OAuthClient.Proof proof() {
        boolean inBody = isPresented(Presentation.CLIENT_SECRET_POST::equals);
        boolean mutualTls = isPresented(Presentation.MUTUAL_TLS::equals);
        if (clientSecret.isPresent()) {
            return new OAuthClient.SharedSecret(clientSecret.get(), clientSecretNext, clientSecretExpires, inBody);
        }
        if (clientCertificate.isPresent()) {
            return new OAuthClient.Certificate(clientCertificate.get(), clientKey, clientKeyPassword, mutualTls);
        }
        return clientAssertionFile
                .<OAuthClient.Proof>map(OAuthClient.AssertionFile::new)
                .orElseGet(OAuthClient.NoProof::new);
    }

    private boolean isPresented(Predicate<Presentation> wanted) {
        return presentation.filter(wanted).isPresent();
    }

    private URI withTenant(URI base) {
        String text = base.toString();
        String folder = text.endsWith("/") ? text : text + "/";
        return URI.create(tenantId.filter(tenant -> !folder.endsWith("/" + tenant + "/"))
                .map(tenant -> folder + tenant + "/")
                .orElse(folder));
    }
}

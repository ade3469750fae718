package io.mailboxconnector.adapter;

import io.mailboxconnector.adapter.PropertyCatalogue.Property;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.inbound.settings.InboundReader;
import io.mailboxconnector.inbound.settings.InboundSettings;
import io.mailboxconnector.outbound.settings.OutboundReader;
import io.mailboxconnector.settings.AccountReader;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Cloud;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Format;
import io.mailboxconnector.settings.Provider;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.SettingsReader.Declaration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes {@code docs/reference/configuration.md}: names, descriptions and defaults from the beans, the allowed values in the words
 * of the reader, which are those of its error messages.
 */
final class ReferencePage {

    private static final String NONE = "–";

    private ReferencePage() {}

    static String text() {
        Set<String> account = declarations(AccountReader::new).keySet();
        return """
                # Configuration reference

                Generated from the code; do not edit. The texts under "Allowed" are those of the error messages.

                All properties are texts. Blanks around a text do not count (except in secrets), an empty text means the
                default, and words such as `implicit` are taken whatever their case. Everything that is wrong with a
                configuration is reported in one message with the code MBX10001:

                ```
                %s
                ```

                ## Account

                The properties of a connection factory. A message-driven bean names such a factory by
                `connectionFactoryLookup`, or has the same properties in its own activation configuration.
                Microsoft 365 needs five: `provider`, `mailbox`, `tenantId`, `clientId`, `clientSecret`.

                %s
                Properties that belong to another authentication than the chosen one are refused, since they would have
                no effect. Properties marked *secret* are masked wherever the connector prints them. Properties marked
                *live* hold for the next physical connection when a server supports changing them at run time.

                ## Presets of the providers

                Any preset can be overridden singly.

                %s
                ## Connection factory

                In addition to the account properties:

                %s
                ## Activation of a message-driven bean

                In addition to the account properties, unless `connectionFactoryLookup` is given:

                %s
                """.formatted(
                        exampleMessage(),
                        table(
                                MailboxManagedConnectionFactory.class,
                                declarations(AccountReader::new),
                                account::contains),
                        presets(),
                        table(
                                MailboxManagedConnectionFactory.class,
                                declarations(OutboundReader::new),
                                name -> !account.contains(name)),
                        table(
                                MailboxActivationSpec.class,
                                declarations(InboundReader::new),
                                name -> !account.contains(name))).stripTrailing()
                + "\n";
    }

    private static Map<String, Declaration> declarations(Function<SettingsReader, ?> reading) {
        SettingsReader reader = new SettingsReader(Map.of());
        reading.apply(reader);
        return reader.declarations().stream().collect(Collectors.toMap(Declaration::property, Function.identity()));
    }

    private static String table(
            Class<?> bean, Map<String, Declaration> declarations, Function<String, Boolean> isShown) {
        return "| Property | For | Default | Allowed |\n|---|---|---|---|\n"
                + PropertyCatalogue.of(bean).properties().stream()
                        .filter(property -> isShown.apply(property.name()))
                        .map(property -> row(bean, property, declarations.get(property.name())))
                        .collect(Collectors.joining());
    }

    private static String row(Class<?> bean, Property property, Declaration declaration) {
        boolean isLive = property.isDynamic() && bean == MailboxManagedConnectionFactory.class;
        String marks = (property.isConfidential() ? " *secret*" : "") + (isLive ? " *live*" : "");
        String byDefault =
                property.defaultValue().map(value -> "`" + value + "`").orElse(NONE);
        return "| `%s` | %s%s | %s | %s |\n"
                .formatted(
                        property.name(),
                        RaXml.escaped(property.description()),
                        marks,
                        byDefault,
                        RaXml.escaped(declaration.allowed()));
    }

    private static String presets() {
        return "| Provider | `cloud` | Reading by IMAP | by POP3 | Sending | Who issues tokens | `scope` | `authentication`, default first |\n"
                + "|---|---|---|---|---|---|---|---|\n"
                + Arrays.stream(Provider.values())
                        .flatMap(provider -> clouds(provider).map(cloud -> preset(provider, cloud)))
                        .collect(Collectors.joining());
    }

    private static Stream<Cloud> clouds(Provider provider) {
        return provider == Provider.MICROSOFT365 ? Arrays.stream(Cloud.values()) : Stream.of(Cloud.PUBLIC);
    }

    private static String preset(Provider provider, Cloud cloud) {
        List<String> modes =
                provider.authentications().stream().map(Format::nameOf).toList();
        return "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        Format.nameOf(provider),
                        provider == Provider.MICROSOFT365 ? "`" + Format.nameOf(cloud) + "`" : NONE,
                        provider.imap(cloud).map(ReferencePage::endpoint).orElse(NONE),
                        provider.pop3(cloud).map(ReferencePage::endpoint).orElse(NONE),
                        provider.smtp(cloud).map(ReferencePage::endpoint).orElse(NONE),
                        provider.server(cloud)
                                .map(server -> server.address().toString())
                                .orElse(NONE),
                        scopes(provider, cloud),
                        String.join(", ", modes));
    }

    private static String scopes(Provider provider, Cloud cloud) {
        return provider.authentications().stream()
                .filter(mode -> mode != Authentication.Mode.PASSWORD && mode != Authentication.Mode.TOKEN_SERVER)
                .flatMap(mode -> provider.scope(mode, cloud).stream())
                .distinct()
                .reduce((application, person) -> application + "; for a person " + person)
                .orElse(NONE);
    }

    private static String endpoint(Endpoint endpoint) {
        return endpoint + " " + Format.nameOf(endpoint.tls());
    }

    private static String exampleMessage() {
        Map<String, String> faulty = new LinkedHashMap<>();
        faulty.put("provider", "mircosoft365");
        faulty.put("imapTls", "startls");
        faulty.put("imapPort", "70000");
        faulty.put("connectTimeout", "10s");
        faulty.put("afterDelivery", "move");
        try {
            InboundSettings.from(new SettingsReader(faulty));
            throw new AssertionError("the example must be faulty");
        } catch (ConfigurationInvalid invalid) {
            return String.valueOf(invalid.getMessage());
        }
    }
}

package io.mailboxconnector.adapter;

import java.util.stream.Collectors;

/** Makes the script with which an administrator declares an account on WildFly: each property is set if it is given. */
final class AccountScript {

    private static final String HEAD = """
            # Declares one mailbox account on WildFly. Run it once per account, before or after the archive is deployed; running it
            # again replaces the account.
            #
            #   bin/jboss-cli.sh --connect --timeout=60000 --resolve-parameter-values \\
            #       --properties=ACCOUNT.properties --file=configure-account.cli
            #
            # ACCOUNT.properties holds what is known of the account, one per line; docs/reference/configuration.md lists all names.
            # Microsoft 365 needs five:
            #
            #   provider=microsoft365
            #   mailbox=support@contoso.example
            #   tenantId=contoso.example
            #   clientId=00000000-0000-0000-0000-000000000000
            #   clientSecret=...
            #
            # "account=Sales" names a second account: its factory is java:/eis/Sales (the default is Mailbox: java:/eis/Mailbox).
            # In values write $$ for a dollar sign, \\\\" for a quote and \\\\\\\\ for a backslash. An encrypted expression of the server
            # is written $${ENC::resolver:...}.

            # Message-driven beans need two defaults that standalone.xml does not have.
            if (result == undefined) of /subsystem=ejb3:read-attribute(name=default-mdb-instance-pool,include-defaults=false)
                /subsystem=ejb3:write-attribute(name=default-mdb-instance-pool,value=mdb-strict-max-pool)
            end-if
            if (result == undefined) of /subsystem=ejb3:read-attribute(name=default-resource-adapter-name,include-defaults=false)
                /subsystem=ejb3:write-attribute(name=default-resource-adapter-name,value=mailbox-connector.rar)
            end-if

            # The adapter bears the name of the archive: beans are bound to it by that name.
            if (outcome != success) of /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar:read-resource
                /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar:add(archive=mailbox-connector.rar,statistics-enabled=true)
            end-if

            # The account and its pool.
            if (outcome == success) of /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar/connection-definitions=${account:Mailbox}:read-resource
                /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar/connection-definitions=${account:Mailbox}:remove
            end-if
            /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar/connection-definitions=${account:Mailbox}:add(class-name=io.mailboxconnector.adapter.MailboxManagedConnectionFactory,jndi-name="java:/eis/${account:Mailbox}",enabled=true,use-java-context=true,min-pool-size=0,max-pool-size=${poolSize:3},blocking-timeout-wait-millis=30000,idle-timeout-minutes=5,flush-strategy=FailingConnectionOnly)

            # Only what is given is set; the connector knows the defaults.
            """;

    private static final String TAIL = """

            # An archive that is already deployed takes its account, or the change of it, with a reload of the server.
            if (outcome == success) of /deployment=mailbox-connector.rar:read-resource
                reload
            end-if
            # So does an account that is replaced before the archive is deployed.
            if (result == reload-required) of :read-attribute(name=server-state)
                reload
            end-if
            """;

    private static final String PROPERTY = """
            if (result != "given:") of :resolve-expression(expression="given:${NAME:}")
                /subsystem=resource-adapters/resource-adapter=mailbox-connector.rar/connection-definitions=${account:Mailbox}/config-properties=NAME:add(value="${NAME}")
            end-if
            """;

    private AccountScript() {}

    static String text() {
        return HEAD
                + PropertyCatalogue.of(MailboxManagedConnectionFactory.class).properties().stream()
                        .map(property -> PROPERTY.replace("NAME", property.name()))
                        .collect(Collectors.joining())
                + TAIL;
    }
}

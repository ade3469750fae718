package io.mailboxconnector.it.container;

import io.mailboxconnector.it.lab.LocalTenant;
import io.mailboxconnector.it.server.ServerDirectories;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What is deployed for {@link InContainerIT}, and the servers that it talks to; they end with this JVM. */
final class InContainerArchive {

    private static final LocalTenant LAB =
            LocalTenant.create(ServerDirectories.ofThisBuild().work().resolve("InContainerIT-lab"));

    private InContainerArchive() {}

    static EnterpriseArchive create() {
        LAB.mail().createFolder(LocalTenant.MAILBOX, InContainerIT.ARCHIVE_FOLDER);
        LAB.start();
        ServerDirectories directories = ServerDirectories.ofThisBuild();
        WebArchive war = ShrinkWrap.create(WebArchive.class, "in-container.war")
                .addPackage(InContainerIT.class.getPackage())
                .deleteClass(InContainerArchive.class)
                .addAsWebInfResource(new StringAsset(descriptor(LAB.properties())), "web.xml");
        return ShrinkWrap.create(EnterpriseArchive.class, "in-container.ear")
                .addAsModule(directories.embeddedAdapter().toFile(), "mailbox-connector.rar")
                .addAsLibrary(directories.api().toFile())
                .addAsModule(war);
    }

    /** Defines the factory as {@code @ConnectionFactoryDefinition} does, with the values of this run. */
    private static String descriptor(Map<String, String> account) {
        String properties = account.entrySet().stream()
                .map(property -> "<property><name>%s</name><value>%s</value></property>"
                        .formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        return """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <connection-factory>
                    <name>java:app/mail/Mailbox</name>
                    <interface-name>io.mailboxconnector.api.MailboxConnectionFactory</interface-name>
                    <resource-adapter>#mailbox-connector</resource-adapter>
                    <max-pool-size>2</max-pool-size>
                    <min-pool-size>0</min-pool-size>
                    <transaction-support>NoTransaction</transaction-support>
                    %s
                  </connection-factory>
                </web-app>
                """.formatted(properties);
    }
}

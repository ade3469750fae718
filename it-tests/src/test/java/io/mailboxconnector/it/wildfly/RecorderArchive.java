package io.mailboxconnector.it.wildfly;

import io.mailboxconnector.it.app.Journal;
import io.mailboxconnector.it.app.defined.DefinedMailbox;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the application of {@code io.mailboxconnector.it.app} in the ways in which applications are packed. */
final class RecorderArchive {

    static final String WAR = "recorder.war";
    static final String EAR = "recorder.ear";

    private static final String WEB = """
            <jboss-web xmlns="http://www.jboss.com/xml/ns/javaee" version="14.1">
              <context-root>/recorder</context-root>
              <resource-ref><res-ref-name>eis/Mailbox</res-ref-name><jndi-name>%s</jndi-name></resource-ref>
            </jboss-web>
            """;
    private static final String BEANS = """
            <jboss:ejb-jar xmlns:jboss="http://www.jboss.com/xml/ns/javaee" xmlns="https://jakarta.ee/xml/ns/jakartaee"
                xmlns:r="urn:resource-adapter-binding:1.0" version="4.0" impl-version="2.0">
              <enterprise-beans>
                <message-driven>
                  <ejb-name>RecordingInbox</ejb-name>
                  <ejb-class>io.mailboxconnector.it.app.RecordingInbox</ejb-class>
                  <activation-config>%s</activation-config>
                </message-driven>
              </enterprise-beans>
              <assembly-descriptor>
                <r:resource-adapter-binding><ejb-name>*</ejb-name>
                  <r:resource-adapter-name>%s</r:resource-adapter-name></r:resource-adapter-binding>
              </assembly-descriptor>
            </jboss:ejb-jar>
            """;
    private static final String PROPERTY = """
            <activation-config-property>
              <activation-config-property-name>%s</activation-config-property-name>
              <activation-config-property-value>%s</activation-config-property-value>
            </activation-config-property>
            """;

    private RecorderArchive() {}

    /** A web archive beside the adapter that is deployed by itself. */
    static Path besideTheAdapter(Path directory, Map<String, String> activation) {
        WebArchive war = web("java:/eis/Mailbox", "mailbox-connector.rar", activation)
                .setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"));
        return export(war, directory.resolve(WAR));
    }

    /**
     * An enterprise archive that holds the adapter and, in its library directory only, the API. Its factory is the one
     * that {@link DefinedMailbox} defines.
     */
    static Path withTheAdapterInside(Path directory, Path embeddedAdapter, Path api, Map<String, String> activation) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, EAR)
                .addAsModule(embeddedAdapter.toFile(), "mailbox-connector.rar")
                .addAsLibrary(api.toFile())
                .addAsModule(web("java:app/mail/Mailbox", "#mailbox-connector.rar", activation)
                        .addPackage(DefinedMailbox.class.getPackage()));
        return export(ear, directory.resolve(EAR));
    }

    private static WebArchive web(String factory, String adapter, Map<String, String> activation) {
        String properties = activation.entrySet().stream()
                .map(property -> PROPERTY.formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        return ShrinkWrap.create(WebArchive.class, WAR)
                .addPackage(Journal.class.getPackage())
                .addAsWebInfResource(new StringAsset(WEB.formatted(factory)), "jboss-web.xml")
                .addAsWebInfResource(new StringAsset(BEANS.formatted(properties, adapter)), "jboss-ejb3.xml");
    }

    static Path export(Archive<?> archive, Path file) {
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}

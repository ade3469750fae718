package io.mailboxconnector.it.wildfly;

import io.mailboxconnector.it.app.Journal;
import java.nio.file.Path;
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
              <resource-ref><res-ref-name>eis/Mailbox</res-ref-name><jndi-name>java:/eis/Mailbox</jndi-name></resource-ref>
            </jboss-web>
            """;
    private static final String BEANS = """
            <jboss:ejb-jar xmlns:jboss="http://www.jboss.com/xml/ns/javaee" xmlns="https://jakarta.ee/xml/ns/jakartaee"
                xmlns:r="urn:resource-adapter-binding:1.0" version="4.0" impl-version="2.0">
              <assembly-descriptor>
                <r:resource-adapter-binding><ejb-name>*</ejb-name>
                  <r:resource-adapter-name>%s</r:resource-adapter-name></r:resource-adapter-binding>
              </assembly-descriptor>
            </jboss:ejb-jar>
            """;

    private RecorderArchive() {}

    /** A web archive beside the adapter that is deployed by itself. */
    static Path besideTheAdapter(Path directory) {
        WebArchive war = web("mailbox-connector.rar")
                .setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"));
        return export(war, directory.resolve(WAR));
    }

    /** An enterprise archive that holds the adapter and, in its library directory only, the API. */
    static Path withTheAdapterInside(Path directory, Path embeddedAdapter, Path api) {
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, EAR)
                .addAsModule(embeddedAdapter.toFile(), "mailbox-connector.rar")
                .addAsLibrary(api.toFile())
                .addAsModule(web("#mailbox-connector.rar"));
        return export(ear, directory.resolve(EAR));
    }

    private static WebArchive web(String adapter) {
        return ShrinkWrap.create(WebArchive.class, WAR)
                .addPackage(Journal.class.getPackage())
                .addAsWebInfResource(new StringAsset(WEB), "jboss-web.xml")
                .addAsWebInfResource(new StringAsset(BEANS.formatted(adapter)), "jboss-ejb3.xml");
    }

    static Path export(org.jboss.shrinkwrap.api.Archive<?> archive, Path file) {
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}

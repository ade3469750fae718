package io.mailboxconnector.it.sending;

import io.mailboxconnector.it.sending.app.OrderPage;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the application. */
final class ShopArchive {

    private static final String NAME = "shop.war";

    /** Payara shows the adapter's classes to applications that declare a reference to one of its factories. */
    private static final String REFERENCE = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <resource-ref>
                <res-ref-name>eis/any</res-ref-name>
                <res-type>io.mailboxconnector.api.MailboxConnectionFactory</res-type>
                <res-auth>Container</res-auth>
                <lookup-name>eis/%s</lookup-name>
              </resource-ref>
            </web-app>
            """;

    private ShopArchive() {}

    static Path write(Path directory) {
        return export(archive(), directory);
    }

    /** The same for Payara, with a reference to one of the factories that it uses. */
    static Path writeForPayara(Path directory, String factory) {
        return export(
                archive().addAsWebInfResource(new StringAsset(REFERENCE.formatted(factory)), "web.xml"), directory);
    }

    private static WebArchive archive() {
        return ShrinkWrap.create(WebArchive.class, NAME)
                .addPackage(OrderPage.class.getPackage())
                .setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"));
    }

    private static Path export(WebArchive archive, Path directory) {
        Path file = directory.resolve(NAME);
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}

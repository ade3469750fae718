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

    private ShopArchive() {}

    static Path write(Path directory) {
        Path file = directory.resolve(NAME);
        ShrinkWrap.create(WebArchive.class, NAME)
                .addPackage(OrderPage.class.getPackage())
                .setManifest(new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"))
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }
}

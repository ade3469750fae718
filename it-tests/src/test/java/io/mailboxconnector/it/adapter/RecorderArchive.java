package io.mailboxconnector.it.adapter;

import io.mailboxconnector.it.app.Journal;
import io.mailboxconnector.it.app.defined.DefinedMailbox;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final int BEANS = 8;

    private RecorderArchive() {}

    /** A web archive beside the adapter that is deployed by itself. */
    static Path besideTheAdapter(Path directory, Map<String, String> activation) {
        return besideTheAdapter(directory, BEANS, activation);
    }

    /** The same for WildFly only, the bean in a delivery group. */
    static Path inDeliveryGroup(Path directory, String group, Map<String, String> activation) {
        WebArchive war = webBesideTheAdapter();
        WildFlyDescriptors.addInGroup(
                war, "java:/eis/Mailbox", "mailbox-connector.rar", withLookup("java:/eis/Mailbox", activation), group);
        return export(war, directory.resolve(WAR));
    }

    /** The same with another number of beans; WildFly has the pool of its configuration. */
    static Path besideTheAdapter(Path directory, int beans, Map<String, String> activation) {
        WebArchive war = webBesideTheAdapter();
        WildFlyDescriptors.add(
                war, "java:/eis/Mailbox", "mailbox-connector.rar", withLookup("java:/eis/Mailbox", activation));
        PayaraDescriptors.add(war, "eis/Mailbox", beans, "mailbox-connector", withLookup("eis/Mailbox", activation));
        return export(war, directory.resolve(WAR));
    }

    /**
     * An enterprise archive that holds the adapter and, in its library directory only, the API. Its factory is the one
     * that {@link DefinedMailbox} defines.
     */
    static Path withTheAdapterInside(Path directory, Path embeddedAdapter, Path api, Map<String, String> activation) {
        WebArchive war = web().addPackage(DefinedMailbox.class.getPackage());
        WildFlyDescriptors.add(war, "java:app/mail/Mailbox", "#mailbox-connector.rar", activation);
        PayaraDescriptors.add(war, "java:app/mail/Mailbox", BEANS, "recorder#mailbox-connector", activation);
        EnterpriseArchive ear = ShrinkWrap.create(EnterpriseArchive.class, EAR)
                .addAsModule(embeddedAdapter.toFile(), "mailbox-connector.rar")
                .addAsLibrary(api.toFile())
                .addAsModule(war);
        return export(ear, directory.resolve(EAR));
    }

    private static WebArchive webBesideTheAdapter() {
        return web().setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"));
    }

    private static WebArchive web() {
        return ShrinkWrap.create(WebArchive.class, WAR).addPackage(Journal.class.getPackage());
    }

    private static Map<String, String> withLookup(String factory, Map<String, String> activation) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("connectionFactoryLookup", factory));
        all.putAll(activation);
        return all;
    }

    static Path export(Archive<?> archive, Path file) {
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}

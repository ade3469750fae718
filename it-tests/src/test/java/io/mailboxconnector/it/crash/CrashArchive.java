package io.mailboxconnector.it.crash;

import io.mailboxconnector.it.crash.app.SingleInbox;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Packs one message-driven bean per lane; each has the account of its mailbox in its activation. */
final class CrashArchive {

    private static final String BEANS = """
            <ejb-jar xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0">
              <enterprise-beans>%s</enterprise-beans>
            </ejb-jar>
            """;
    private static final String BEAN = """
            <message-driven>
              <ejb-name>%s</ejb-name>
              <ejb-class>%s</ejb-class>
              <messaging-type>%s</messaging-type>
              <transaction-type>Container</transaction-type>
              <activation-config>%s</activation-config>
              <resource-ref>
                <res-ref-name>orders</res-ref-name>
                <res-type>javax.sql.DataSource</res-type>
                <lookup-name>%s</lookup-name>
              </resource-ref>
            </message-driven>
            """;
    private static final String PROPERTY = """
            <activation-config-property>
              <activation-config-property-name>%s</activation-config-property-name>
              <activation-config-property-value>%s</activation-config-property-value>
            </activation-config-property>
            """;

    private CrashArchive() {}

    static Path write(Path directory, MailLab lab) {
        String beans = Arrays.stream(Lane.values()).map(lane -> bean(lane, lab)).collect(Collectors.joining());
        Path file = directory.resolve("crash.jar");
        ShrinkWrap.create(JavaArchive.class, "crash.jar")
                .addPackage(SingleInbox.class.getPackage())
                .setManifest(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"))
                .addAsManifestResource(new StringAsset(BEANS.formatted(beans)), "ejb-jar.xml")
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }

    private static String bean(Lane lane, MailLab lab) {
        Map<String, String> activation = new LinkedHashMap<>(lane.activation());
        activation.put("mailbox", lane.mailbox());
        activation.put("userName", lane.mailbox());
        activation.put("password", MailLab.PASSWORD);
        activation.put("imapHost", "localhost");
        activation.put("imapPort", String.valueOf(lab.dovecot().port(DovecotDoor.IMAPS)));
        activation.put("imapTls", "implicit");
        activation.put("trustedCertificates", lab.authority().toAbsolutePath().toString());
        String properties = activation.entrySet().stream()
                .map(property -> PROPERTY.formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        return BEAN.formatted(
                lane.title(), lane.bean().getName(), lane.bean().getInterfaces()[0].getName(), properties, lane
                        .dataSource());
    }
}

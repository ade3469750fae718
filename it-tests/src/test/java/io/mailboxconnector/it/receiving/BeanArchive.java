package io.mailboxconnector.it.receiving;

import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.dovecot.DovecotServer;
import io.mailboxconnector.it.receiving.app.SingleInbox;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Packs message-driven beans; each has the account of its mailbox in its activation. */
final class BeanArchive {

    private static final String NAME = "receiving.jar";
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

    private BeanArchive() {}

    static Path write(Path directory, DovecotServer dovecot, Path authority, List<ReceivingBean> beans) {
        String all = beans.stream().map(bean -> toXml(bean, dovecot, authority)).collect(Collectors.joining());
        Path file = directory.resolve(NAME);
        ShrinkWrap.create(JavaArchive.class, NAME)
                .addPackage(SingleInbox.class.getPackage())
                .setManifest(new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.mailbox-connector.rar\n"))
                .addAsManifestResource(new StringAsset(BEANS.formatted(all)), "ejb-jar.xml")
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
        return file;
    }

    private static String toXml(ReceivingBean bean, DovecotServer dovecot, Path authority) {
        Map<String, String> activation = new LinkedHashMap<>(bean.activation());
        activation.put("mailbox", bean.mailbox());
        activation.put("userName", bean.mailbox());
        activation.put("password", MailLab.PASSWORD);
        activation.put("imapHost", "localhost");
        activation.put("imapPort", String.valueOf(dovecot.port(DovecotDoor.IMAPS)));
        activation.put("imapTls", "implicit");
        activation.put("trustedCertificates", authority.toAbsolutePath().toString());
        String properties = activation.entrySet().stream()
                .map(property -> PROPERTY.formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
        String listener = bean.type().getInterfaces()[0].getName();
        return BEAN.formatted(bean.name(), bean.type().getName(), listener, properties, bean.dataSource());
    }
}

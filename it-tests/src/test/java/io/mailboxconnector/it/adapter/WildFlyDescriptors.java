package io.mailboxconnector.it.adapter;

import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What WildFly has to be told about the recording application. */
final class WildFlyDescriptors {

    private static final String WEB = """
            <jboss-web xmlns="http://www.jboss.com/xml/ns/javaee" version="14.1">
              <context-root>/recorder</context-root>
              <resource-ref><res-ref-name>eis/Mailbox</res-ref-name><jndi-name>%s</jndi-name></resource-ref>
            </jboss-web>
            """;
    private static final String BEANS = """
            <jboss:ejb-jar xmlns:jboss="http://www.jboss.com/xml/ns/javaee" xmlns="https://jakarta.ee/xml/ns/jakartaee"
                xmlns:r="urn:resource-adapter-binding:1.0" xmlns:d="urn:delivery-active:1.2"
                version="4.0" impl-version="2.0">
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
                %s
              </assembly-descriptor>
            </jboss:ejb-jar>
            """;
    private static final String DELIVERY =
            "<d:delivery><ejb-name>RecordingInbox</ejb-name><d:group>%s</d:group></d:delivery>";

    private WildFlyDescriptors() {}

    /** Adds where the factory is found, which adapter feeds the bean, and the properties of its activation. */
    static void add(WebArchive war, String factory, String adapter, Map<String, String> activation) {
        add(war, factory, adapter, activation, "");
    }

    /** The same for a bean of a delivery group, which the server must have. */
    static void addInGroup(
            WebArchive war, String factory, String adapter, Map<String, String> activation, String group) {
        add(war, factory, adapter, activation, DELIVERY.formatted(group));
    }

    private static void add(
            WebArchive war, String factory, String adapter, Map<String, String> activation, String delivery) {
        war.addAsWebInfResource(new StringAsset(WEB.formatted(factory)), "jboss-web.xml");
        war.addAsWebInfResource(
                new StringAsset(BEANS.formatted(Activation.toXml(activation), adapter, delivery)), "jboss-ejb3.xml");
    }
}

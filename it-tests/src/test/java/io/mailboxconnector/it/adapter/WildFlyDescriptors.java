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

    private WildFlyDescriptors() {}

    /** Adds where the factory is found, which adapter feeds the bean, and the properties of its activation. */
    static void add(WebArchive war, String factory, String adapter, Map<String, String> activation) {
        war.addAsWebInfResource(new StringAsset(WEB.formatted(factory)), "jboss-web.xml");
        war.addAsWebInfResource(
                new StringAsset(BEANS.formatted(Activation.toXml(activation), adapter)), "jboss-ejb3.xml");
    }
}

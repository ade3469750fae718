package io.mailboxconnector.it.adapter;

import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What Payara has to be told about the recording application. */
final class PayaraDescriptors {

    private static final String WEB = """
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
                "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app>
              <context-root>/recorder</context-root>
              <resource-ref><res-ref-name>eis/Mailbox</res-ref-name><jndi-name>%s</jndi-name></resource-ref>
            </glassfish-web-app>
            """;
    private static final String BEANS = """
            <!DOCTYPE glassfish-ejb-jar PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 EJB 3.1//EN"
                "http://glassfish.org/dtds/glassfish-ejb-jar_3_1-1.dtd">
            <glassfish-ejb-jar>
              <enterprise-beans>
                <ejb>
                  <ejb-name>RecordingInbox</ejb-name>
                  <bean-pool>
                    <steady-pool-size>0</steady-pool-size>
                    <resize-quantity>1</resize-quantity>
                    <max-pool-size>%d</max-pool-size>
                  </bean-pool>
                  <mdb-resource-adapter>
                    <resource-adapter-mid>%s</resource-adapter-mid>
                    <activation-config>%s</activation-config>
                  </mdb-resource-adapter>
                </ejb>
              </enterprise-beans>
            </glassfish-ejb-jar>
            """;

    private PayaraDescriptors() {}

    /** Adds where the factory is found, how many beans there are, which adapter feeds them, and their activation. */
    static void add(WebArchive war, String factory, int beans, String adapter, Map<String, String> activation) {
        war.addAsWebInfResource(new StringAsset(WEB.formatted(factory)), "glassfish-web.xml");
        war.addAsWebInfResource(
                new StringAsset(BEANS.formatted(beans, adapter, Activation.toXml(activation))),
                "glassfish-ejb-jar.xml");
    }
}

package io.mailboxconnector.adapter;

import io.mailboxconnector.adapter.PropertyCatalogue.Property;
import io.mailboxconnector.api.MailBatchListener;
import io.mailboxconnector.api.MailListener;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.outbound.MailboxConnectionFactoryHandle;
import io.mailboxconnector.outbound.MailboxConnectionHandle;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the deployment descriptor of the resource adapter (Connectors 2.1 §20) from the beans. */
final class RaXml {

    private RaXml() {}

    static String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Generated from the bean classes; GeneratedFilesTest says how. -->
                <connector xmlns="https://jakarta.ee/xml/ns/jakartaee"
                           xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                           xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/connector_2_1.xsd"
                           version="2.1" metadata-complete="true">
                  <description>Turns mailboxes into managed resources: sends mail, and delivers new mail to message-driven beans.</description>
                  <display-name>Mailbox Connector</display-name>
                  <vendor-name>Mailbox Connector</vendor-name>
                  <eis-type>Mail</eis-type>
                  <license>
                    <description>Apache-2.0</description>
                    <license-required>false</license-required>
                  </license>
                  <resourceadapter>
                    <resourceadapter-class>%s</resourceadapter-class>
                %s    <outbound-resourceadapter>
                      <connection-definition>
                        <managedconnectionfactory-class>%s</managedconnectionfactory-class>
                %s        <connectionfactory-interface>%s</connectionfactory-interface>
                        <connectionfactory-impl-class>%s</connectionfactory-impl-class>
                        <connection-interface>%s</connection-interface>
                        <connection-impl-class>%s</connection-impl-class>
                      </connection-definition>
                      <transaction-support>LocalTransaction</transaction-support>
                      <reauthentication-support>false</reauthentication-support>
                    </outbound-resourceadapter>
                    <inbound-resourceadapter>
                      <messageadapter>
                %s      </messageadapter>
                    </inbound-resourceadapter>
                  </resourceadapter>
                </connector>
                """.formatted(
                        MailboxResourceAdapter.class.getName(),
                        properties(MailboxResourceAdapter.class, 4),
                        MailboxManagedConnectionFactory.class.getName(),
                        properties(MailboxManagedConnectionFactory.class, 8),
                        MailboxConnectionFactory.class.getName(),
                        MailboxConnectionFactoryHandle.class.getName(),
                        MailboxConnection.class.getName(),
                        MailboxConnectionHandle.class.getName(),
                        List.of(MailListener.class, MailBatchListener.class).stream()
                                .map(RaXml::listener)
                                .collect(Collectors.joining()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String listener(Class<?> type) {
        return """
                        <messagelistener>
                          <messagelistener-type>%s</messagelistener-type>
                          <activationspec>
                            <activationspec-class>%s</activationspec-class>
                %s          </activationspec>
                        </messagelistener>
                """.formatted(
                type.getName(), MailboxActivationSpec.class.getName(), properties(MailboxActivationSpec.class, 12));
    }

    private static String properties(Class<?> bean, int indent) {
        // An activation is configured once: updates are for connections to come.
        boolean canUpdate = bean == MailboxManagedConnectionFactory.class;
        return PropertyCatalogue.of(bean).properties().stream()
                .map(property ->
                        property(property, canUpdate && property.isDynamic()).indent(indent))
                .collect(Collectors.joining());
    }

    private static String property(Property property, boolean isDynamic) {
        StringBuilder xml = new StringBuilder("<config-property>\n")
                .append("  <description>%s</description>\n".formatted(escaped(property.description())))
                .append("  <config-property-name>%s</config-property-name>\n".formatted(property.name()))
                .append("  <config-property-type>java.lang.String</config-property-type>\n");
        property.defaultValue()
                .ifPresent(value ->
                        xml.append("  <config-property-value>%s</config-property-value>\n".formatted(escaped(value))));
        if (isDynamic) {
            xml.append("  <config-property-supports-dynamic-updates>true</config-property-supports-dynamic-updates>\n");
        }
        if (property.isConfidential()) {
            xml.append("  <config-property-confidential>true</config-property-confidential>\n");
        }
        return xml.append("</config-property>").toString();
    }
}

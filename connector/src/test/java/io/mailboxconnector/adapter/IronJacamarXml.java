package io.mailboxconnector.adapter;

/**
 * Writes the descriptor that makes WildFly start the adapter when it is embedded in an application: without one, an embedded
 * adapter with a connection definition stays inactive. Its factory is disabled, so that nothing is bound to JNDI and any
 * number of applications can embed the adapter; they define their factories with {@code @ConnectionFactoryDefinition}.
 */
final class IronJacamarXml {

    private IronJacamarXml() {}

    static String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Generated from the bean classes; GeneratedFilesTest says how. -->
                <ironjacamar xmlns="http://www.ironjacamar.org/doc/schema">
                  <transaction-support>LocalTransaction</transaction-support>
                  <connection-definitions>
                    <connection-definition class-name="%s" jndi-name="java:/eis/Mailbox" pool-name="Mailbox" enabled="false" use-java-context="true">
                      <pool>
                        <min-pool-size>0</min-pool-size>
                        <max-pool-size>5</max-pool-size>
                      </pool>
                    </connection-definition>
                  </connection-definitions>
                </ironjacamar>
                """.formatted(MailboxManagedConnectionFactory.class.getName());
    }
}

package io.mailboxconnector.it.adapter;

import java.util.Map;
import java.util.stream.Collectors;

/** Properties of an activation as the descriptors of all servers write them. */
final class Activation {

    private static final String PROPERTY = """
            <activation-config-property>
              <activation-config-property-name>%s</activation-config-property-name>
              <activation-config-property-value>%s</activation-config-property-value>
            </activation-config-property>
            """;

    private Activation() {}

    static String toXml(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> PROPERTY.formatted(property.getKey(), property.getValue()))
                .collect(Collectors.joining());
    }
}

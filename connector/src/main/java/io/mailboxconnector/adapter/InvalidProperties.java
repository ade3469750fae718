package io.mailboxconnector.adapter;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.SettingFault;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.util.List;

/** Tells the server which properties of a bean have faults (Connectors 2.1 §5.3.7). Stateless. */
final class InvalidProperties {

    private InvalidProperties() {}

    /** The refusal of a configuration, with a descriptor of each property that has a fault. */
    static InvalidPropertyException of(ConfigurationInvalid invalid, List<SettingFault> faults, Class<?> bean) {
        InvalidPropertyException refused = new InvalidPropertyException(invalid.getMessage(), invalid);
        refused.setInvalidPropertyDescriptors(faults.stream()
                .map(SettingFault::property)
                .distinct()
                .map(property -> descriptor(property, bean))
                .toArray(PropertyDescriptor[]::new));
        return refused;
    }

    private static PropertyDescriptor descriptor(String property, Class<?> bean) {
        try {
            return new PropertyDescriptor(property, bean);
        } catch (IntrospectionException impossible) {
            throw new IllegalStateException("no bean property: " + property, impossible);
        }
    }
}

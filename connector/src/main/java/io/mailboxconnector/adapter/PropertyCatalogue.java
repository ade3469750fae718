package io.mailboxconnector.adapter;

import jakarta.resource.spi.ConfigProperty;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration properties of a bean class, found by {@code @ConfigProperty}: the one declaration from which values,
 * equality, descriptors and documentation follow.
 *
 * <p>Immutable; safe for use by any number of threads.
 */
final class PropertyCatalogue {

    private static final String MASK = "********";

    private final String beanName;
    private final List<Property> properties;

    /**
     * One property of a bean.
     *
     * @param name its name
     * @param description what it is for
     * @param defaultValue its default; empty when there is none
     * @param isConfidential whether its value must never be printed
     * @param isDynamic whether a change takes effect without a restart of the adapter
     * @param getter reads it
     */
    record Property(
            String name,
            String description,
            Optional<String> defaultValue,
            boolean isConfidential,
            boolean isDynamic,
            Method getter) {

        Optional<String> valueIn(Object bean) {
            try {
                return Optional.ofNullable((String) getter.invoke(bean));
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException("cannot read " + name, impossible);
            }
        }
    }

    private PropertyCatalogue(String beanName, List<Property> properties) {
        this.beanName = beanName;
        this.properties = properties;
    }

    /** The properties of a bean class, those it inherits first, in the order of their declaration. */
    static PropertyCatalogue of(Class<?> beanClass) {
        List<Property> properties = new ArrayList<>();
        for (Class<?> type = beanClass; type != null; type = type.getSuperclass()) {
            properties.addAll(
                    0,
                    Arrays.stream(type.getDeclaredFields())
                            .filter(field -> field.isAnnotationPresent(ConfigProperty.class))
                            .map(field -> property(beanClass, field))
                            .toList());
        }
        return new PropertyCatalogue(beanClass.getSimpleName(), List.copyOf(properties));
    }

    List<Property> properties() {
        return properties;
    }

    /** The values by name; properties without a value are missing. */
    Map<String, String> values(Object bean) {
        Map<String, String> values = new LinkedHashMap<>();
        properties.forEach(property -> property.valueIn(bean).ifPresent(value -> values.put(property.name(), value)));
        return values;
    }

    /** Equality by configuration (Connectors 2.1 §6.5.3.2 and §19.4.2). */
    boolean equal(Object bean, Object other) {
        return bean == other
                || (bean.getClass() == other.getClass() && values(bean).equals(values(other)));
    }

    int hash(Object bean) {
        return values(bean).hashCode();
    }

    /** What differs from the defaults, in alphabetical order, secrets masked. */
    String toString(Object bean) {
        Map<String, String> shown = new TreeMap<>();
        properties.forEach(property -> property.valueIn(bean)
                .filter(value -> !property.defaultValue().equals(Optional.of(value)))
                .ifPresent(value -> shown.put(property.name(), property.isConfidential() ? MASK : value)));
        return beanName + shown;
    }

    private static Property property(Class<?> beanClass, Field field) {
        ConfigProperty declared = field.getAnnotation(ConfigProperty.class);
        return new Property(
                field.getName(),
                String.join(" ", declared.description()),
                Optional.of(declared.defaultValue()).filter(value -> !value.isEmpty()),
                declared.confidential(),
                declared.supportsDynamicUpdates(),
                getter(beanClass, field.getName()));
    }

    private static Method getter(Class<?> beanClass, String property) {
        String name = "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
        try {
            return beanClass.getMethod(name);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(beanClass + " has no " + name + "()", missing);
        }
    }
}

package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.adapter.PropertyCatalogue.Property;
import io.mailboxconnector.inbound.settings.InboundReader;
import io.mailboxconnector.outbound.settings.OutboundReader;
import io.mailboxconnector.settings.SettingsReader;
import io.mailboxconnector.settings.SettingsReader.Declaration;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beans and readers know the same properties: one that does nothing would be a defect. */
class PropertiesTest {

    static Stream<Arguments> beansAndReaders() {
        return Stream.of(
                Arguments.of(new MailboxManagedConnectionFactory(), (Consumer<SettingsReader>) OutboundReader::new),
                Arguments.of(new MailboxActivationSpec(), (Consumer<SettingsReader>) InboundReader::new));
    }

    @ParameterizedTest
    @MethodSource("beansAndReaders")
    void everyPropertyOfABeanIsReadAndNothingElseIs(Object bean, Consumer<SettingsReader> reading) {
        assertThat(declarations(reading).map(Declaration::property))
                .containsExactlyInAnyOrderElementsOf(
                        properties(bean).map(Property::name).toList());
    }

    @ParameterizedTest
    @MethodSource("beansAndReaders")
    void defaultsAndSecrecyAreThoseOfTheReader(Object bean, Consumer<SettingsReader> reading) {
        Map<String, Property> properties =
                properties(bean).collect(Collectors.toMap(Property::name, property -> property));

        assertThat(declarations(reading)).allSatisfy(declaration -> {
            Property property = properties.get(declaration.property());
            assertThat(property.defaultValue()).as(property.name()).isEqualTo(declaration.byDefault());
            assertThat(property.isConfidential()).as(property.name()).isEqualTo(declaration.isSecret());
        });
    }

    @ParameterizedTest
    @MethodSource("beansAndReaders")
    void aNewBeanHasTheDefaultsThatTheDescriptorNames(Object bean, Consumer<SettingsReader> reading) {
        assertThat(properties(bean))
                .allSatisfy(property ->
                        assertThat(property.valueIn(bean)).as(property.name()).isEqualTo(property.defaultValue()));
    }

    @ParameterizedTest
    @MethodSource("beansAndReaders")
    void everyPropertyCanBeSetAndIsDescribed(Object bean, Consumer<SettingsReader> reading) {
        assertThat(properties(bean)).allSatisfy(property -> {
            setter(bean, property).invoke(bean, "value of " + property.name());

            assertThat(property.valueIn(bean)).isEqualTo(Optional.of("value of " + property.name()));
            assertThat(property.description()).isNotBlank();
        });
    }

    private static Method setter(Object bean, Property property) throws NoSuchMethodException {
        String getter = property.getter().getName();
        return bean.getClass().getMethod("set" + getter.substring("get".length()), String.class);
    }

    private static Stream<Property> properties(Object bean) {
        return PropertyCatalogue.of(bean.getClass()).properties().stream();
    }

    private static Stream<Declaration> declarations(Consumer<SettingsReader> reading) {
        SettingsReader reader = new SettingsReader(Map.of());
        reading.accept(reader);
        return reader.declarations().stream();
    }
}

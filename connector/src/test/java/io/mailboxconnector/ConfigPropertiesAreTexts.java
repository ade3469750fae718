package io.mailboxconnector;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.resource.spi.ConfigProperty;

/** With any other type a server would report a wrong value itself: one at a time, without a remedy. */
final class ConfigPropertiesAreTexts extends ArchCondition<JavaClass> {

    static final ConfigPropertiesAreTexts RULE = new ConfigPropertiesAreTexts();

    private ConfigPropertiesAreTexts() {
        super("have configuration properties of type String only");
    }

    @Override
    public void check(JavaClass bean, ConditionEvents events) {
        bean.getFields().stream()
                .filter(field -> field.isAnnotatedWith(ConfigProperty.class))
                .forEach(field -> events.add(new SimpleConditionEvent(
                        field, field.getRawType().isEquivalentTo(String.class), field.getDescription())));
    }
}

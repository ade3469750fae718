package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ConfigProperty;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide to receiving mail explains whatever can be set at an activation. */
class InboundGuideTest {

    private static final Path GUIDE = Path.of(System.getProperty("basedir", "."), "../docs/admin/inbound.md");

    @Test
    void explainsEveryPropertyOfAnActivation() throws IOException {
        List<String> properties = Stream.of(MailboxActivationSpec.class, ReceivingBean.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> field.isAnnotationPresent(ConfigProperty.class))
                .map(Field::getName)
                .toList();
        String guide = Files.readString(GUIDE);

        assertThat(properties)
                .isNotEmpty()
                .allSatisfy(property -> assertThat(guide)
                        .as("docs/admin/inbound.md on %s", property)
                        .containsPattern("`" + property + "[`=]"));
    }
}

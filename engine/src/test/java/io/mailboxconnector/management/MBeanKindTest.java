package io.mailboxconnector.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class MBeanKindTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<String> troubles = new ArrayList<>();
    private final MBeanKind<LampMXBean> lamps = new MBeanKind<>(
            LampMXBean.class,
            "Lamp",
            "room",
            (cause, shown) -> troubles.add("not shown: " + shown),
            (cause, name) -> troubles.add("still shown: " + name));

    /** Something to show. */
    public interface LampMXBean {
        boolean isOn();
    }

    @Test
    void twoOfTheSameThingAreShownUntilEachEnds() throws Exception {
        ObjectName all = new ObjectName("io.mailboxconnector:type=Lamp,room=\"a, \\\"b\\\"\",*");
        Registration one = lamps.register("a, \"b\"", () -> true);
        Registration two = lamps.register("a, \"b\"", () -> false);
        assertThat(server.queryNames(all, null)).hasSize(2);

        one.close();
        one.close();
        assertThat(server.queryNames(all, null))
                .singleElement()
                .satisfies(name -> assertThat(server.getAttribute(name, "On")).isEqualTo(false));
        two.close();
        assertThat(server.queryNames(all, null)).isEmpty();
        assertThat(troubles).isEmpty();
    }

    @Test
    void aRefusedRegistrationIsToldAndDoesNoHarm() {
        MBeanKind<LampMXBean> unfit = new MBeanKind<>(
                LampMXBean.class,
                "no=type,",
                "room",
                (cause, shown) -> troubles.add("not shown: " + shown),
                (cause, name) -> troubles.add("still shown: " + name));

        unfit.register("kitchen", () -> true).close();

        assertThat(troubles).containsExactly("not shown: kitchen");
    }
}

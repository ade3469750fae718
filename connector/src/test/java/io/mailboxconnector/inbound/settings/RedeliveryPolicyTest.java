package io.mailboxconnector.inbound.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedeliveryPolicyTest {

    private final RedeliveryPolicy policy =
            new RedeliveryPolicy(4, Duration.ofSeconds(10), 2.0, Duration.ofSeconds(30));

    @Test
    void delayGrowsUpToItsLimit() {
        assertThat(policy.delayAfter(1)).contains(Duration.ofSeconds(10));
        assertThat(policy.delayAfter(2)).contains(Duration.ofSeconds(20));
        assertThat(policy.delayAfter(3)).contains(Duration.ofSeconds(30));
        assertThat(policy.delayAfter(4)).contains(Duration.ofSeconds(30));
    }

    @Test
    void givesUpAfterTheLastRedelivery() {
        assertThat(policy.delayAfter(5)).isEmpty();
    }

    @Test
    void givesUpAtOnceWithoutRedeliveries() {
        assertThat(new RedeliveryPolicy(0, Duration.ofSeconds(1), 1, Duration.ofSeconds(1)).delayAfter(1))
                .isEmpty();
    }

    @Test
    void survivesManyRedeliveriesWithoutOverflow() {
        RedeliveryPolicy patient = new RedeliveryPolicy(100_000, Duration.ofSeconds(10), 10, Duration.ofMinutes(10));

        assertThat(patient.delayAfter(99_999)).contains(Duration.ofMinutes(10));
    }
}

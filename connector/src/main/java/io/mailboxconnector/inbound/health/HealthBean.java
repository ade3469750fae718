package io.mailboxconnector.inbound.health;

import io.mailboxconnector.management.Registration;
import io.mailboxconnector.management.Views;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The MBean of one activation. Each attribute is read from a fresh snapshot.
 *
 * <p>Safe for any thread.
 */
public final class HealthBean implements ActivationMXBean {

    private final Supplier<ActivationHealth> health;

    private HealthBean(Supplier<ActivationHealth> health) {
        this.health = health;
    }

    /**
     * Registers a view of an activation.
     *
     * @param watched folder and account, part of the name
     * @param health gives snapshots
     * @return what ends the registration
     */
    public static Registration register(String watched, Supplier<ActivationHealth> health) {
        return Views.register("Activation", "watched", watched, new HealthBean(health), ActivationMXBean.class);
    }

    @Override
    public String getWatched() {
        return health.get().watched();
    }

    @Override
    public String getState() {
        return health.get().state().name();
    }

    @Override
    public String getSince() {
        return health.get().since().toString();
    }

    @Override
    public String getLastError() {
        return health.get().lastError().orElse("");
    }

    @Override
    public String getLastErrorAt() {
        return text(health.get().lastErrorAt());
    }

    @Override
    public String getLastDelivery() {
        return text(health.get().lastDelivery());
    }

    @Override
    public int getWaiting() {
        return health.get().waiting();
    }

    @Override
    public String getOldestWaiting() {
        return text(health.get().oldestWaiting());
    }

    @Override
    public int getUnsettled() {
        return health.get().unsettled();
    }

    @Override
    public String[] getSetAside() {
        return health.get().setAside().stream()
                .map(mail -> mail.at() + " " + mail.mail() + ": " + mail.reason())
                .toArray(String[]::new);
    }

    @Override
    public long getSkipped() {
        return health.get().skipped();
    }

    @Override
    public String getTokenExpiresAt() {
        return text(health.get().tokenExpiresAt());
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("");
    }
}

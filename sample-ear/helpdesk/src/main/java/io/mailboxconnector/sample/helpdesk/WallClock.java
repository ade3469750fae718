package io.mailboxconnector.sample.helpdesk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Gives the beans the time. */
@ApplicationScoped
class WallClock {

    @Produces
    Clock clock() {
        return Clock.systemUTC();
    }
}

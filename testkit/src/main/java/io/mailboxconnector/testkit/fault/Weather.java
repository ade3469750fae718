package io.mailboxconnector.testkit.fault;

import java.time.Duration;

/**
 * What the network does to the traffic. Immutable.
 *
 * @param latency how long each piece of up to 64 KiB is held back, in each direction
 * @param blackHole whether everything is swallowed
 * @param idleDrop after how much silence a connection is swallowed for ever, as a firewall forgets it; zero for never
 */
record Weather(Duration latency, boolean blackHole, Duration idleDrop) {

    static final Weather FAIR = new Weather(Duration.ZERO, false, Duration.ZERO);

    Weather withLatency(Duration value) {
        return new Weather(value, blackHole, idleDrop);
    }

    Weather withBlackHole(boolean value) {
        return new Weather(latency, value, idleDrop);
    }

    Weather withIdleDrop(Duration value) {
        return new Weather(latency, blackHole, value);
    }
}

package io.mailboxconnector.wire;

import io.mailboxconnector.settings.Trust;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/** What all connections share: TLS contexts by trust, one daemon thread for deadlines, the clock. */
public final class Wire implements AutoCloseable {

    public Wire(Clock clock) {}

    public Clock clock() {
        throw new UnsupportedOperationException();
    }

    /** The TLS context for a trust setting; made once per setting, made anew when the file changes. */
    public SSLContext tls(Trust trust) {
        throw new UnsupportedOperationException();
    }

    /** One daemon thread; tasks must not block. */
    public ScheduledExecutorService deadlines() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}

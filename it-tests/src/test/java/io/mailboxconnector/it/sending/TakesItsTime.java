package io.mailboxconnector.it.sending;

import io.mailboxconnector.testkit.smtp.Answer;
import io.mailboxconnector.testkit.smtp.Misbehaviour;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Accepts every mail, but not at once: neither the sender nor the content. */
final class TakesItsTime implements Misbehaviour {

    private static final long MILLISECONDS = 20;

    @Override
    public Optional<Answer> onCommand(int connection, String command) {
        if (command.startsWith("MAIL")) {
            take();
        }
        return Optional.empty();
    }

    @Override
    public Optional<Answer> onFinalDot(int connection) {
        take();
        return Optional.empty();
    }

    private static void take() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(MILLISECONDS));
    }
}

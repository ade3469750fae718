package io.mailboxconnector.inbound.board;

import io.mailboxconnector.mime.answer.ReplyGuard;
import java.time.Clock;

/**
 * What all activations of one adapter remember together, longer than each of them lives.
 *
 * @param attempts how often deliveries failed
 * @param replies whom each mailbox answered lately, whichever of its folders the mails came to
 */
public record SharedMemory(AttemptMemory attempts, ReplyGuard replies) {

    /**
     * Remembers nothing yet.
     *
     * @param clock the clock of what is waited for
     * @return a memory
     */
    public static SharedMemory fresh(Clock clock) {
        return new SharedMemory(new AttemptMemory(), new ReplyGuard(clock));
    }
}

package io.mailboxconnector.inbound.maildrop;

import io.mailboxconnector.inbound.board.InboundLog;
import io.mailboxconnector.inbound.watch.Visit;
import io.mailboxconnector.inbound.watch.WatchPost;
import io.mailboxconnector.pop3.Pop3Session;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.wire.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The maildrop of one activation: opens a visit, or waits while another session has it. That is no failure; it is told when it
 * lasts. Belongs to the watch's thread.
 */
public final class Maildrop implements Visit.Opener {

    /** After this time the administrator should know. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Most sessions of others are over after this time. */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final WatchPost post;
    private final BiFunction<AccountSettings, Opening, Optional<Pop3Session>> sessions;
    private @Nullable Instant inUseSince;
    private boolean told;

    /**
     * Connects nothing yet.
     *
     * @param post what visits work with
     * @param sessions opens a session; empty while another one has the maildrop
     */
    public Maildrop(WatchPost post, BiFunction<AccountSettings, Opening, Optional<Pop3Session>> sessions) {
        this.post = post;
        this.sessions = sessions;
    }

    @Override
    public Visit open(Opening opening, BooleanSupplier stopping) {
        AccountSettings account = post.settings().account().account();
        Optional<Pop3Session> session = sessions.apply(account, opening);
        if (session.isEmpty()) {
            Duration pause = pause();
            noteInUse(pause);
            return new WaitForMaildrop(post, stopping, pause);
        }
        inUseSince = null;
        told = false;
        return new MaildropVisit(post, account.mailbox(), session.get(), stopping);
    }

    private Duration pause() {
        Duration poll = post.settings().pollInterval();
        return poll.compareTo(PAUSE) < 0 ? poll : PAUSE;
    }

    private void noteInUse(Duration pause) {
        Instant now = post.steady().instant();
        if (inUseSince == null) {
            inUseSince = now;
        }
        Duration since = Duration.between(inUseSince, now);
        if (!told && since.compareTo(LONG) >= 0) {
            told = true;
            InboundLog.LOG.maildropInUse(post.settings().watched(), since);
        } else {
            InboundLog.LOG.maildropAwaited(post.settings().watched(), pause);
        }
    }
}

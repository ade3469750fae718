package io.mailboxconnector.it.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxUnavailable;
import io.mailboxconnector.api.RetryAdvice;
import io.mailboxconnector.engine.MailEngine;
import io.mailboxconnector.imap.IdleOutcome;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.imap.UidSet;
import io.mailboxconnector.it.lab.MailLab;
import io.mailboxconnector.it.lab.dovecot.BulkAppend;
import io.mailboxconnector.it.lab.dovecot.DovecotDoor;
import io.mailboxconnector.it.lab.junit.RealMailServers;
import io.mailboxconnector.testkit.fault.FaultProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections that break in every manner, watched through a proxy. */
@RealMailServers
@Tag("slow")
class DisturbedImapIT {

    private static final String MAIL = "Subject: news\r\n\r\nHello\r\n";
    private static final Duration LONG_IDLE = Duration.ofMinutes(20);
    private static final int PATIENCE = 60;

    private final MailEngine engine = new MailEngine(Clock.systemUTC());
    private LabAccounts accounts;
    private FaultProxy network;
    private String mailbox;
    private ImapSession session;

    @BeforeEach
    void openInboxThroughTheProxy(MailLab lab) {
        accounts = new LabAccounts(lab);
        network = FaultProxy.to(lab.dovecot().port(DovecotDoor.IMAPS));
        mailbox = lab.newMailbox();
        session = open();
        session.select("INBOX");
    }

    private ImapSession open() {
        return engine.openImap(
                accounts.with(mailbox, Map.of("imapPort", LabAccounts.port(network.port()), "readTimeout", "PT2S")));
    }

    @AfterEach
    void close() {
        session.close();
        network.close();
        engine.close();
    }

    /** Begins an idle; what happens next happens after the command was sent. */
    private CompletableFuture<IdleOutcome> idle() {
        long before = session.commandCount();
        CompletableFuture<IdleOutcome> idling = CompletableFuture.supplyAsync(() -> session.idle(LONG_IDLE));
        Awaitility.await("IDLE is sent").until(() -> session.commandCount() > before);
        return idling;
    }

    private static void expectLost(CompletableFuture<IdleOutcome> idling) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> idling.get(PATIENCE, TimeUnit.SECONDS))
                .withCauseInstanceOf(ConnectionLost.class);
    }

    @Test
    void newMailEndsTheIdle(MailLab lab) throws Exception {
        CompletableFuture<IdleOutcome> idling = idle();
        // Dovecot answers to IDLE before it watches: what comes in between is told by the answer to DONE at the latest.
        Awaitility.await()
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(PATIENCE))
                .until(() -> {
                    lab.dovecot().deliver(mailbox, MAIL);
                    return idling.isDone();
                });

        assertThat(idling.get()).isEqualTo(IdleOutcome.CHANGED);
        assertThat(session.search("UNSEEN").isEmpty()).isFalse();
    }

    @Test
    void aRestartOfTheServerEndsTheIdleAndTheNextConnectionWorks(MailLab lab) {
        CompletableFuture<IdleOutcome> idling = idle();
        lab.dovecot().restart();
        expectLost(idling);
        assertThat(session.isBroken()).isTrue();

        lab.dovecot().deliver(mailbox, MAIL);
        try (ImapSession next = open()) {
            next.select("INBOX");
            assertThat(next.search("UNSEEN")).isEqualTo(UidSet.of(1L));
        }
    }

    @Test
    void aCrashOfTheServerEndsTheIdle(MailLab lab) {
        CompletableFuture<IdleOutcome> idling = idle();
        lab.dovecot().kill();
        try {
            expectLost(idling);
            assertThatExceptionOfType(MailboxException.class)
                    .isThrownBy(this::open)
                    .satisfies(down -> assertThat(down.retryAdvice()).isEqualTo(RetryAdvice.retry()));
        } finally {
            lab.dovecot().start();
        }
        open().close();
    }

    @Test
    void aBlackHoleIsNoticedByTheNextCommandWithinItsLimit() {
        network.blackHole(true);

        assertThatExceptionOfType(ConnectionLost.class).isThrownBy(session::poll);
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void aBlackHoleIsNoticedWhenTheIdleIsToEnd() {
        CompletableFuture<IdleOutcome> idling = idle();
        network.blackHole(true);
        session.wake();

        expectLost(idling);
    }

    @Test
    void aBlackHoleAtTheLoginIsNoticed() {
        network.blackHole(true);

        assertThatExceptionOfType(MailboxUnavailable.class).isThrownBy(this::open);
    }

    @Test
    void aFirewallThatForgotTheConnectionIsNoticed() {
        network.dropIdleAfter(Duration.ofNanos(1));

        assertThat(session.isAlive()).isFalse();
        assertThat(session.isBroken()).isTrue();
    }

    @Test
    void aCutInTheMiddleOfAMailLosesTheConnectionAndNothingElse(MailLab lab) {
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mails(1, 500_000);
        session.poll();
        network.cutAfter(100_000);
        assertThatExceptionOfType(ConnectionLost.class).isThrownBy(() -> session.bodies(UidSet.of(1L)));

        network.clear();
        try (ImapSession next = open()) {
            next.select("INBOX");
            assertThat(next.bodies(UidSet.of(1L)).get(1L).size()).isEqualTo(500_000);
            assertThat(next.search("UNSEEN")).isEqualTo(UidSet.of(1L));
        }
    }

    @Test
    void resetAndEndAreBothLostConnections() {
        network.reset();
        assertThatExceptionOfType(ConnectionLost.class).isThrownBy(session::poll);
        session.close();

        session = open();
        session.select("INBOX");
        network.fin();
        assertThatExceptionOfType(ConnectionLost.class).isThrownBy(session::poll);
    }

    @Test
    void aRefusedConnectionIsAnUnavailableMailbox() {
        network.refuse(true);

        assertThatExceptionOfType(MailboxUnavailable.class).isThrownBy(this::open);
    }

    @Test
    void aSlowNetworkCostsFewRoundTrips(MailLab lab) {
        new BulkAppend(lab.dovecot(), mailbox, MailLab.PASSWORD).mails(200, 1_000);
        session.poll();
        network.latency(Duration.ofMillis(20));
        long before = session.commandCount();

        assertThat(session.bodies(session.search("UNSEEN"))).hasSize(200);
        assertThat(session.commandCount() - before).isEqualTo(2);
    }
}

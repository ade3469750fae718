package io.mailboxconnector.outbound.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.SubmissionReceipt;
import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.outbound.sending.CapturedMails;
import io.mailboxconnector.outbound.sending.MailSender;
import io.mailboxconnector.outbound.sending.SubmissionLane;
import io.mailboxconnector.outbound.transaction.LocalDispatch.Demarcation;
import io.mailboxconnector.settings.sending.SendingSettings;
import io.mailboxconnector.smtp.compose.RenderedMail;
import jakarta.resource.spi.LocalTransactionException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The states of a local transaction, cell by cell (Connectors 2.1 §7.7). */
class LocalDispatchTest {

    /** There is no mail in these transactions. */
    private static final SubmissionLane UNUSED = new SubmissionLane() {
        @Override
        public SubmissionReceipt submit(RenderedMail mail) {
            throw new AssertionError("nothing was sent");
        }

        @Override
        public boolean read(Function<ImapSession, Boolean> operation) {
            throw new AssertionError("nothing was sent");
        }
    };

    private final LocalDispatch local = new LocalDispatch(
            "desk@contoso.example",
            new CurrentTransaction(() -> null),
            new MailSender(SendingSettings.PLAIN, new CapturedMails()),
            Clock.systemUTC());

    @ParameterizedTest
    @EnumSource
    void noneToOnesOwnAndBackByCommit(Demarcation by) throws Exception {
        local.begin(by);
        assertThat(local.isOf(by)).isTrue();
        local.commit(by, UNUSED);
        assertThat(local.isOf(by)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noneToOnesOwnAndBackByRollback(Demarcation by) throws Exception {
        local.begin(by);
        local.rollback(by);
        assertThat(local.isOf(by)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noneCannotEnd(Demarcation by) {
        refused(() -> local.commit(by, UNUSED), "cannot commit: it is not begun");
        refused(() -> local.rollback(by), "cannot roll back: it is not begun");
        assertThat(local.abandon()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noTransactionBeginsWithinAnother(Demarcation by) throws Exception {
        for (Demarcation first : Demarcation.values()) {
            local.begin(first);
            refused(() -> local.begin(by), "cannot begin");
            assertThat(local.isOf(first)).isTrue();
            local.rollback(first);
        }
    }

    @Test
    void theApplicationCannotEndThatOfTheServer() throws Exception {
        local.begin(Demarcation.SERVER);
        refused(
                () -> local.commit(Demarcation.APPLICATION, UNUSED),
                "cannot commit: it is that of the server's transaction");
        refused(() -> local.rollback(Demarcation.APPLICATION), "cannot roll back");
        assertThat(local.abandon()).isFalse();
        assertThat(local.isOf(Demarcation.SERVER)).isTrue();
    }

    @Test
    void theServerRollsBackThatOfTheApplicationWhenItTidiesUpAndNeverCommitsIt() throws Exception {
        local.begin(Demarcation.APPLICATION);
        refused(() -> local.commit(Demarcation.SERVER, UNUSED), "cannot commit: it is begun by the application");
        assertThatCode(() -> local.rollback(Demarcation.SERVER)).doesNotThrowAnyException();
        assertThat(local.isOf(Demarcation.APPLICATION)).isFalse();
    }

    @Test
    void thatOfTheApplicationIsAbandonedOnce() throws Exception {
        local.begin(Demarcation.APPLICATION);
        assertThat(List.of(local.abandon(), local.abandon())).containsExactly(true, false);
        local.begin(Demarcation.SERVER);
    }

    private static void refused(ThrowingCallable transition, String words) {
        assertThatThrownBy(transition)
                .isInstanceOf(LocalTransactionException.class)
                .hasMessageStartingWith("MBX22205")
                .hasMessageContaining(words);
    }
}

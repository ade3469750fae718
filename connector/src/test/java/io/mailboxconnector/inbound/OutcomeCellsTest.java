package io.mailboxconnector.inbound;

import static io.mailboxconnector.inbound.InboundFixture.awaitAllSeen;
import static io.mailboxconnector.inbound.InboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.api.ReceivedMail;
import io.mailboxconnector.testkit.imap.ScriptedImapServer;
import jakarta.resource.spi.RetryableUnavailableException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a bean may do with its transaction, cell by cell, on both listener types: whether the mail is settled or delivered
 * again (Connectors 2.1 §13.5; the table of docs/admin/inbound.md).
 */
class OutcomeCellsTest {

    private static final boolean REQUIRED = true;
    private static final boolean NONE = false;

    private final ScriptedImapServer server = ScriptedImapServer.start();
    private final InboundFixture fixture = new InboundFixture(server);
    private final List<Integer> attempts = new CopyOnWriteArrayList<>();

    /** What a bean does at the first attempt. */
    private interface Deed {
        void act(TransactionManager transactions) throws Exception;
    }

    @AfterEach
    void stop() {
        fixture.close();
        server.close();
        assertThat(fixture.container.openEndpoints()).isZero();
    }

    static Stream<Arguments> cells() {
        return Stream.of(false, true)
                .flatMap(batch -> Stream.of(
                        cell(batch, "CMT required", REQUIRED, "returns", t -> {}, false),
                        cell(batch, "CMT required", REQUIRED, "marks for rollback", t -> t.setRollbackOnly(), true),
                        cell(batch, "CMT required", REQUIRED, "throws", OutcomeCellsTest::fail, true),
                        cell(batch, "CMT not supported", NONE, "returns", t -> {}, false),
                        cell(batch, "CMT not supported", NONE, "throws", OutcomeCellsTest::fail, true),
                        cell(batch, "BMT", NONE, "does nothing", t -> {}, false),
                        cell(batch, "BMT", NONE, "commits", OutcomeCellsTest::commit, false),
                        cell(batch, "BMT", NONE, "rolls back and returns", OutcomeCellsTest::rollBack, false),
                        cell(batch, "BMT", NONE, "rolls back and throws", then(OutcomeCellsTest::rollBack), true),
                        cell(batch, "BMT", NONE, "commits and throws", then(OutcomeCellsTest::commit), true)));
    }

    @ParameterizedTest(name = "batch {0}: {1} that {3}")
    @MethodSource("cells")
    void isSettledOrDeliveredAgain(
            boolean batch, String bean, boolean transacted, String what, Deed deed, boolean again) {
        server.deliver(mail("one"));

        fixture.activate(endpoints(batch, transacted, mail -> {
            attempts.add(mail.attempt());
            if (mail.attempt() == 1) {
                perform(deed);
            }
        }));
        awaitAllSeen(server);

        assertThat(attempts).containsExactlyElementsOf(again ? List.of(1, 2) : List.of(1));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(false, true)
                .flatMap(batch -> Stream.of(true, false)
                        .flatMap(transacted -> Stream.<Supplier<UnavailableException>>of(
                                        () -> new UnavailableException("pool is full"),
                                        () -> new RetryableUnavailableException("ask again"))
                                .map(refusal -> Arguments.of(
                                        batch,
                                        transacted,
                                        refusal.get().getClass().getSimpleName(),
                                        refusal))));
    }

    @ParameterizedTest(name = "batch {0} transacted {1}: {2}")
    @MethodSource("refusals")
    void anEndpointThatIsRefusedIsNoAttempt(
            boolean batch, boolean transacted, String name, Supplier<UnavailableException> refusal) {
        server.deliver(mail("one"));

        fixture.activate(fixture.container.refusing(
                2, refusal, endpoints(batch, transacted, mail -> attempts.add(mail.attempt()))));
        awaitAllSeen(server);

        assertThat(attempts).containsExactly(1);
        assertThat(server.commands("UID FETCH")).as("kept, not fetched again").hasSize(2);
    }

    private MessageEndpointFactory endpoints(boolean batch, boolean transacted, Consumer<ReceivedMail> bean) {
        return batch
                ? fixture.container.batchEndpoints(mails -> mails.forEach(bean), transacted)
                : fixture.container.endpoints(bean::accept, transacted);
    }

    private void perform(Deed deed) {
        try {
            deed.act(fixture.container.transactions());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fail(TransactionManager transactions) {
        throw new IllegalArgumentException("not this one");
    }

    private static void commit(TransactionManager transactions) throws Exception {
        transactions.begin();
        transactions.commit();
    }

    private static void rollBack(TransactionManager transactions) throws Exception {
        transactions.begin();
        transactions.rollback();
    }

    private static Deed then(Deed first) {
        return transactions -> {
            first.act(transactions);
            fail(transactions);
        };
    }

    private static Arguments cell(
            boolean batch, String bean, boolean transacted, String what, Deed deed, boolean again) {
        return Arguments.of(batch, bean, transacted, what, deed, again);
    }
}

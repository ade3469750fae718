package io.mailboxconnector.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The states of a handle, cell by cell. */
class HandleStateTest {

    private final OutboundFixture fixture = new OutboundFixture();
    private final MailboxConnectionHandle handle = new MailboxConnectionHandle();
    private MailboxManagedConnection one;
    private MailboxManagedConnection two;

    @BeforeEach
    void create() {
        one = new MailboxManagedConnection(fixture.settings().withMailbox("one@example.com"), fixture.engine, null);
        two = new MailboxManagedConnection(fixture.settings().withMailbox("two@example.com"), fixture.engine, null);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void dissociatedToOpen() {
        assertThat(handle.associate(one)).isEmpty();
        assertThat(handle.mailbox()).isEqualTo("one@example.com");
    }

    @Test
    void dissociatedStaysDissociated() {
        handle.dissociate();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22004");
    }

    @Test
    void dissociatedToClosed() {
        handle.close();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22003");
    }

    @Test
    void openToAnotherConnection() {
        handle.associate(one);
        assertThat(handle.associate(two)).containsSame(one);
        assertThat(handle.mailbox()).isEqualTo("two@example.com");
    }

    @Test
    void openToDissociatedAndBack() {
        handle.associate(one);
        handle.dissociate();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22004");
        assertThat(handle.associate(two)).isEmpty();
        assertThat(handle.mailbox()).isEqualTo("two@example.com");
    }

    @Test
    void openToInactiveAndBack() {
        handle.associate(one);
        handle.deactivate(one);
        assertThat(handle.associate(two)).isEmpty();
        assertThat(handle.mailbox()).isEqualTo("two@example.com");
    }

    @Test
    void inactiveIsOfNoUseWithoutAContainerThatGivesAnother() {
        handle.associate(one);
        handle.deactivate(one);
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22004");
    }

    @Test
    void inactiveToDissociated() {
        handle.associate(one);
        handle.deactivate(one);
        handle.dissociate();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22004");
    }

    @Test
    void inactiveToClosed() {
        handle.associate(one);
        handle.deactivate(one);
        handle.close();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22003");
    }

    @Test
    void onlyItsOwnConnectionDeactivatesAHandle() {
        handle.associate(one);
        handle.deactivate(two);
        assertThat(handle.mailbox()).isEqualTo("one@example.com");
    }

    @Test
    void openToClosed() {
        handle.associate(one);
        handle.close();
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22003");
    }

    @Test
    void closedIsForEver() {
        handle.close();
        handle.close();
        handle.dissociate();
        handle.deactivate(one);
        assertThatThrownBy(() -> handle.associate(one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22005");
        assertThatThrownBy(handle::mailbox).hasMessageStartingWith("MBX22003");
    }
}

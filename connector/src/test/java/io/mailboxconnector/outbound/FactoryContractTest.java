package io.mailboxconnector.outbound;

import static io.mailboxconnector.outbound.OutboundFixture.DESK;
import static io.mailboxconnector.outbound.OutboundFixture.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.adapter.MailboxManagedConnectionFactory;
import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxConnection;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.api.MailboxRefused;
import io.mailboxconnector.api.MailboxThrottled;
import io.mailboxconnector.api.MailboxUnavailable;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.CommException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.EISSystemException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.security.auth.Subject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connectors 2.1 §6.5.1 to §6.5.3: factories, matching, sign-on, and the shape that containers check. */
class FactoryContractTest {

    private final OutboundFixture fixture = new OutboundFixture();

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void hasTheShapeThatContainersDemandOfAConnectionFactory() throws Exception {
        Class<?> type = MailboxConnectionFactoryHandle.class;

        assertThat(type).isAssignableTo(Serializable.class).isAssignableTo(Referenceable.class);
        assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
        MailboxConnectionFactoryHandle inspected =
                (MailboxConnectionFactoryHandle) type.getConstructor().newInstance();
        assertThatThrownBy(inspected::getConnection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("MBX22006");
        assertThatThrownBy(inspected::getReference).isInstanceOf(NamingException.class);
        Reference reference = new Reference(type.getName());
        inspected.setReference(reference);
        assertThat(inspected.getReference()).isSameAs(reference);
    }

    @Test
    void worksWithoutAContainer() throws Exception {
        MailboxConnectionFactory mailboxes = (MailboxConnectionFactory) fixture.factory.createConnectionFactory();

        try (MailboxConnection mailbox = mailboxes.getConnection()) {
            mailbox.send(mail(mailbox));
        }

        assertThat(fixture.smtp.submissions()).hasSize(1);
        assertThat(fixture.smtp.commands()).contains("QUIT");
        Awaitility.await().until(() -> fixture.smtp.openConnections() == 0);
    }

    @Test
    void needsItsResourceAdapter() {
        assertThatThrownBy(() -> new MailboxManagedConnectionFactory().createManagedConnection(null, null))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("setResourceAdapter");
    }

    @Test
    void matchesByAccountAndMailboxWithoutAskingTheServer() throws Exception {
        ManagedConnection desk = fixture.factory.createManagedConnection(null, null);
        MailboxConnectionRequest request = new MailboxConnectionRequest("shared@contoso.example");
        ManagedConnection shared = fixture.factory.createManagedConnection(null, request);
        Set<ManagedConnection> both = Set.of(desk, shared);

        assertThat(fixture.factory.matchManagedConnections(both, null, null)).isSameAs(desk);
        assertThat(fixture.factory.matchManagedConnections(both, null, request)).isSameAs(shared);
        assertThat(fixture.factory.matchManagedConnections(
                        both, null, new MailboxConnectionRequest("other@contoso.example")))
                .isNull();
        fixture.factory.setPassword("another password");
        assertThat(fixture.factory.matchManagedConnections(both, null, null)).isNull();
        assertThat(fixture.smtp.acceptedConnections() + fixture.imap.acceptedConnections())
                .isZero();
    }

    @Test
    @SuppressWarnings("unchecked")
    void doesNotMatchWhatIsDestroyedAndReportsItAsInvalid() throws Exception {
        ManagedConnection good = fixture.factory.createManagedConnection(null, null);
        ManagedConnection bad = fixture.factory.createManagedConnection(null, null);
        bad.destroy();

        assertThat(fixture.factory.matchManagedConnections(Set.of(bad), null, null))
                .isNull();
        Set<?> invalid = fixture.factory.getInvalidConnections(Set.of(good, bad));
        assertThat(invalid).isEqualTo(Set.of(bad));
    }

    @Test
    void signsOnWithTheCredentialsOfTheContainer() throws Exception {
        fixture.factory.setPassword(null);
        fixture.factory.setUserName(null);
        PasswordCredential credential = new PasswordCredential("sales@contoso.example", "their-word".toCharArray());
        Subject subject = new Subject(false, Set.of(), Set.of(), Set.of(credential));

        MailboxManagedConnection managed =
                (MailboxManagedConnection) fixture.factory.createManagedConnection(subject, null);

        assertThat(managed.mailbox()).isEqualTo("sales@contoso.example");
        assertThat(fixture.factory.matchManagedConnections(Set.of(managed), subject, null))
                .isSameAs(managed);
        MailboxConnection connection = (MailboxConnection) managed.getConnection(subject, null);
        assertThat(connection.send(mail(connection)).accepted()).hasSize(1);
        assertThatThrownBy(() -> fixture.factory.createManagedConnection(null, null))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("password");
        managed.destroy();
    }

    @Test
    void thePasswordOfTheContainerIsTheClientSecretOfAnAccountThatHasOne() throws Exception {
        MailboxManagedConnectionFactory bare = microsoft();
        bare.setResourceAdapter(fixture.adapter);
        PasswordCredential credential = new PasswordCredential(DESK, "client-secret-1".toCharArray());
        Subject subject = new Subject(false, Set.of(), Set.of(), Set.of(credential));
        MailboxManagedConnectionFactory complete = microsoft();
        complete.setMailbox(DESK);
        complete.setClientSecret("client-secret-1");

        MailboxManagedConnection managed = (MailboxManagedConnection) bare.createManagedConnection(subject, null);

        assertThat(managed.serves(complete.toSettings())).isTrue();
        managed.destroy();
    }

    private static MailboxManagedConnectionFactory microsoft() {
        MailboxManagedConnectionFactory bean = new MailboxManagedConnectionFactory();
        bean.setProvider("microsoft365");
        bean.setTenantId("contoso.example");
        bean.setClientId("00000000-0000-0000-0000-000000000001");
        return bean;
    }

    /** Payara makes one of the pool's properties for the user and the password, whether there are any or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCredentialThatTheServerMadeOfTheConfigurationChangesNothing(boolean empty) throws Exception {
        PasswordCredential credential = empty
                ? new PasswordCredential("", new char[0])
                : new PasswordCredential(
                        "other@contoso.example", fixture.factory.getPassword().toCharArray());
        Subject subject = new Subject(false, Set.of(), Set.of(), Set.of(credential));

        MailboxManagedConnection managed =
                (MailboxManagedConnection) fixture.factory.createManagedConnection(subject, null);

        assertThat(managed.mailbox()).isEqualTo(fixture.factory.getMailbox());
        MailboxConnection connection = (MailboxConnection) managed.getConnection(subject, null);
        assertThat(connection.send(mail(connection)).accepted()).hasSize(1);
        managed.destroy();
    }

    @Test
    void noticesWhenAPoolMixesUpMailboxes() {
        ConnectionManager careless = new ConnectionManager() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object allocateConnection(
                    ManagedConnectionFactory factory, jakarta.resource.spi.ConnectionRequestInfo request)
                    throws ResourceException {
                return factory.createManagedConnection(null, null).getConnection(null, null);
            }
        };
        MailboxConnectionFactory mailboxes =
                (MailboxConnectionFactory) fixture.factory.createConnectionFactory(careless);

        assertThat(mailboxes.getConnection().mailbox()).isEqualTo(DESK);
        assertThatThrownBy(() -> mailboxes.getConnection("shared@contoso.example"))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX22002")
                .hasMessageContaining("security-application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shared", "a@b.example\u0001auth=Bearer x", "a@b.example\r\n", "<a@b.example>"})
    void refusesARequestThatIsNoAddress(String mailbox) {
        MailboxConnectionFactory mailboxes = (MailboxConnectionFactory) fixture.factory.createConnectionFactory();

        assertThatThrownBy(() -> mailboxes.getConnection(mailbox))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MBX22012");
    }

    @Test
    void translatesFailuresForTheContainerAndBack() {
        Map<MailboxException, Class<? extends ResourceException>> table = Map.of(
                new AuthenticationFailed("MBX11001: no", null), SecurityException.class,
                new ConfigurationInvalid("MBX10001: no", null), InvalidPropertyException.class,
                new MailboxUnavailable("MBX12001: no", null), CommException.class,
                new MailboxThrottled("MBX14047: no", Duration.ZERO, null), ResourceAllocationException.class,
                new MailboxRefused("MBX13001: no", null), EISSystemException.class);

        table.forEach((fault, type) -> {
            ResourceException translated = ResourceFaults.toResourceException(fault);
            assertThat(translated).isExactlyInstanceOf(type).hasCause(fault).hasMessage(fault.getMessage());
            ResourceException wrapped = new ResourceException("IJ000453: Unable to get managed connection", translated);
            assertThat(ResourceFaults.toMailboxException(wrapped, DESK)).isSameAs(fault);
        });
    }
}

package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxConnectionFactory;
import io.mailboxconnector.outbound.settings.OutboundSettings;
import io.mailboxconnector.settings.AccountSource;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.beans.PropertyDescriptor;
import org.junit.jupiter.api.Test;

class MailboxManagedConnectionFactoryTest {

    @Test
    void isEqualByConfiguration() {
        MailboxManagedConnectionFactory one = google();
        MailboxManagedConnectionFactory other = google();
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);

        other.setPassword("another");

        assertThat(one).isNotEqualTo(other).isNotEqualTo(null).isNotEqualTo("a text");
    }

    @Test
    void readsItsConfigurationOnceUntilItChanges() {
        MailboxManagedConnectionFactory factory = google();
        OutboundSettings first = factory.toSettings();
        assertThat(factory.toSettings()).isSameAs(first);

        factory.setReadTimeout("PT5S");

        assertThat(factory.account().timeouts().read()).hasSeconds(5);
    }

    @Test
    void saysWhatPartItsConnectionsTakeInTransactions() {
        MailboxManagedConnectionFactory factory = google();
        assertThat(factory.getTransactionSupport()).isEqualTo(TransactionSupportLevel.NoTransaction);
        factory.setTransactionLevel("local");
        assertThat(factory.getTransactionSupport()).isEqualTo(TransactionSupportLevel.LocalTransaction);

        factory.setSendMode("onCommit");
        assertThatThrownBy(factory::toSettings)
                .hasMessageContainingAll("transactionLevel", "has no effect with sendMode=onCommit");
        factory.setTransactionLevel("xa");
        assertThat(factory.getTransactionSupport()).isEqualTo(TransactionSupportLevel.NoTransaction);
        assertThatThrownBy(factory::toSettings).hasMessageContaining("transactionLevel = 'xa'");
    }

    @Test
    void namesTheFaultyPropertiesToTheServer() throws ResourceException {
        MailboxManagedConnectionFactory factory = google();
        factory.setSmtpPort("many");
        factory.setConnectTimeout("soon");
        factory.setResourceAdapter(new MailboxResourceAdapter());

        assertThatThrownBy(() -> factory.createManagedConnection(null, null))
                .isInstanceOfSatisfying(
                        InvalidPropertyException.class,
                        refused -> assertThat(refused.getInvalidPropertyDescriptors())
                                .extracting(PropertyDescriptor::getName)
                                .containsExactlyInAnyOrder("smtpPort", "connectTimeout"));
    }

    @Test
    void tellsAllFaultsWhenItIsUsed() {
        MailboxManagedConnectionFactory factory = new MailboxManagedConnectionFactory();
        factory.setProvider("microsoft365");
        factory.setTenantId("contoso.example");
        factory.setConnectTimeout("soon");

        assertThatThrownBy(factory::toSettings)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContainingAll(
                        "mailbox is missing", "clientId is", "clientSecret is", "connectTimeout = 'soon'");
    }

    @Test
    void theFactoryThatIsInjectedGivesItsAccount() throws ResourceException {
        MailboxManagedConnectionFactory factory = google();
        factory.setResourceAdapter(new MailboxResourceAdapter());

        AccountSource injected = (AccountSource) factory.createConnectionFactory();

        assertThat(injected.account()).isEqualTo(factory.account());
    }

    @Test
    void aFaultyFactoryIsDeployedAndTellsWhatIsWrongWhenItIsUsed() throws ResourceException {
        MailboxManagedConnectionFactory factory = google();
        factory.setResourceAdapter(new MailboxResourceAdapter());
        factory.setImapPort("imap");

        MailboxConnectionFactory injected = (MailboxConnectionFactory) factory.createConnectionFactory();

        assertThatThrownBy(injected::getConnection)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContaining("imapPort = 'imap' is not a whole number");
    }

    @Test
    void neverPrintsASecret() {
        assertThat(google())
                .hasToString(
                        "MailboxManagedConnectionFactory{mailbox=a@b.example, password=********, provider=google}");
    }

    private static MailboxManagedConnectionFactory google() {
        MailboxManagedConnectionFactory factory = new MailboxManagedConnectionFactory();
        factory.setProvider("google");
        factory.setMailbox("a@b.example");
        factory.setPassword("s3cret");
        return factory;
    }
}

package io.mailboxconnector.inbound.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.AccountSource;
import io.mailboxconnector.settings.SettingsReader;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JndiAccountTest {

    private final JndiAccount account = new JndiAccount("java:/eis/Mailbox");

    @BeforeEach
    void installNames() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, NamesInMemory.class.getName());
    }

    @AfterEach
    void removeNames() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        NamesInMemory.BOUND.clear();
    }

    @Test
    void givesTheAccountOfTheFactoryAsSoonAsThereIsOne() {
        assertThatThrownBy(account::account)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasCauseInstanceOf(NameNotFoundException.class)
                .hasMessageStartingWith("MBX21101: connectionFactoryLookup = 'java:/eis/Mailbox' names nothing");

        AccountSettings settings = AccountSettings.from(
                new SettingsReader(Map.of("provider", "google", "mailbox", "a@b.example", "password", "s3cret")));
        NamesInMemory.BOUND.put("java:/eis/Mailbox", (AccountSource) () -> settings);

        assertThat(account.account()).isSameAs(settings);
    }

    @Test
    void refusesWhatIsNoFactoryOfThisConnector() {
        NamesInMemory.BOUND.put("java:/eis/Mailbox", "a data source, perhaps");

        assertThatThrownBy(account::account)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX21102: connectionFactoryLookup = 'java:/eis/Mailbox' names a"
                        + " java.lang.String, which is no connection factory");
    }

    @Test
    void saysSoWhereThereIsNoNamingServiceAtAll() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);

        assertThatThrownBy(account::account)
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageStartingWith("MBX21101");
    }
}

package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.AccountSource;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The account of a connection factory that is found by its JNDI name. Looked up anew each time it is asked for, so that a
 * factory may be deployed or changed later.
 *
 * @param name the JNDI name
 */
record JndiAccount(String name) implements AccountSource {

    @Override
    public AccountSettings account() {
        Object found = lookUp();
        if (found instanceof AccountSource factory) {
            return factory.account();
        }
        String type = found == null ? "null reference" : found.getClass().getName();
        throw ActivationMessages.MESSAGES.notAMailboxFactory(name, type);
    }

    // The name is the administrator's, and JNDI is what the server offers.
    @SuppressWarnings("BanJNDI")
    private @Nullable Object lookUp() {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException notFound) {
            throw ActivationMessages.MESSAGES.factoryNotFound(notFound, name);
        }
    }
}

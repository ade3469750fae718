package io.mailboxconnector.auth.source;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about the choice of a source: of 11000 to 11999. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface SourceMessages {

    SourceMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SourceMessages.class);

    @Message(
            id = 11160,
            value =
                    "The refresh token of %s has no place to be kept in: no token store is configured. Configure one, or use"
                            + " another authentication.")
    ConfigurationInvalid noTokenStore(String principal);
}

package io.mailboxconnector.inbound.board;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** The numbered failures of this room: 21xxx, shared with {@link InboundLog}. Numbers are never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
public interface InboundMessages {

    InboundMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), InboundMessages.class);

    @Message(
            id = 21014,
            value = "The mail server does not keep the flag %2$s in %1$s, so processed mails could not be told from new"
                    + " ones. Set %3$s to another value, such as move:<folder>.")
    ConfigurationInvalid flagNotKept(String watched, String flag, String property);

    @Message(
            id = 21120,
            value =
                    "The server renumbered the mails of %1$s: UIDVALIDITY was %2$s and is %3$s, and uidValidityChange=stop."
                            + " Set it to reseed to go on with new mails, or to replayUnseen to have unread mails delivered again.")
    ConfigurationInvalid cursorStopped(String watched, String before, String now);
}

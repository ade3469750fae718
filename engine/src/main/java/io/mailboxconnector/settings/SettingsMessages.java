package io.mailboxconnector.settings;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** The numbered messages of this room: 10001 to 10999. */
@MessageBundle(projectCode = "MBX", length = 5)
interface SettingsMessages {

    SettingsMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SettingsMessages.class);

    @Message(id = 10001, value = "The configuration of %s cannot be used, faults: %d%s")
    ConfigurationInvalid configurationInvalid(String subject, int count, String faults);
}

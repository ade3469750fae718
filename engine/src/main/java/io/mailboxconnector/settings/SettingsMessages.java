package io.mailboxconnector.settings;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** The numbered messages of this room: 10001 to 10999. */
@MessageBundle(projectCode = "MBX", length = 5)
interface SettingsMessages {

    SettingsMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), SettingsMessages.class);

    @Message(id = 10001, value = "The configuration of %s cannot be used, faults: %d%s")
    ConfigurationInvalid configurationInvalid(String subject, int count, String faults);

    @Message(
            id = 10100,
            value = "The %s holds no secret. Set it for the user that runs the server, or correct the reference.")
    ConfigurationInvalid secretMissing(@Cause @Nullable Throwable cause, String place);

    @Message(
            id = 10101,
            value =
                    "The %s cannot be read (%s). Check its name, its rights for the user that runs the server, and for a key"
                            + " store secretStorePassword.")
    ConfigurationInvalid secretUnreadable(@Cause @Nullable Throwable cause, String place, String detail);

    @Message(
            id = 10102,
            value =
                    "The file %s has more than %d bytes, so it is no secret. Name the file that holds the secret alone.")
    ConfigurationInvalid secretTooLong(@Cause @Nullable Throwable cause, Path file, int most);
}

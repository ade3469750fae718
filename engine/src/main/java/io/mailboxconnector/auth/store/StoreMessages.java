package io.mailboxconnector.auth.store;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** What is said about the store of refresh tokens: 11201 to 11219. A number is never used twice; 11208 was in use. */
@MessageBundle(projectCode = "MBX", length = 5)
interface StoreMessages {

    StoreMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), StoreMessages.class);

    @Message(
            id = 11201,
            value =
                    "The key of the token store cannot be used: the property %1$s %2$s. It must be 256 bits in base64 or"
                            + " hexadecimal digits; make one with: openssl rand -base64 32")
    ConfigurationInvalid keyInvalid(String property, String problem);

    @Message(
            id = 11202,
            value = "The refresh token of %s at %s is sealed with the key %s, which is not configured. Give that key as"
                    + " tokenStoreKeyPrevious, or consent again: mailbox-doctor authorize.")
    ConfigurationInvalid otherKey(String principal, String place, String keyId);

    @Message(
            id = 11203,
            value = "The refresh token of %s at %s cannot be opened (%s): it was damaged, or belongs to somebody else."
                    + " Restore it from a backup, or consent again: mailbox-doctor authorize.")
    ConfigurationInvalid damaged(@Cause @Nullable Throwable cause, String principal, String place, String detail);

    @Message(
            id = 11204,
            value =
                    "The directory %s of the property tokenStore cannot be used (%s). It must exist or be creatable, on a"
                            + " disk with free space, and belong to the user of this process; several nodes may share it.")
    ConfigurationInvalid directoryUnusable(@Cause Throwable cause, Object directory, String detail);

    @Message(
            id = 11205,
            value = "The refresh token of %s at %s was in use by another thread or node for longer than %s. It is tried"
                    + " again; if it lasts, look for a node that hangs.")
    MailboxUnavailable lockedTooLong(String principal, String place, Duration limit);

    @Message(
            id = 11206,
            value =
                    "Waiting for the refresh token of %s at %s was interrupted; the connector is being stopped. It is tried"
                            + " again when it is next needed.")
    MailboxUnavailable interrupted(@Cause Throwable cause, String principal, String place);

    @Message(
            id = 11207,
            value = "Another node has stored a newer refresh token of %s at %s meanwhile, which stays. The request is"
                    + " repeated with it; check that no node is suspended for minutes.")
    MailboxUnavailable overtaken(String principal, String place);
}

package io.mailboxconnector.auth.oauth;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.nio.file.Path;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** What is said about authorization servers other than Microsoft's: of 11000 to 11999. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface OAuthMessages {

    OAuthMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), OAuthMessages.class);

    @Message(
            id = 11140,
            value = "The issuer %s does not describe itself: it has neither /.well-known/openid-configuration nor"
                    + " /.well-known/oauth-authorization-server. Check issuer, or give tokenUrl instead.")
    ConfigurationInvalid noMetadata(@Cause @Nullable Throwable cause, URI issuer);

    @Message(
            id = 11141,
            value =
                    "What the issuer %s says of itself cannot be understood (%s). Check issuer, or give tokenUrl instead.")
    ConfigurationInvalid metadataUnreadable(@Cause @Nullable Throwable cause, URI issuer, String detail);

    @Message(
            id = 11142,
            value =
                    "The server at %s says that it is the issuer %s. Set issuer to exactly what it says, if that is right.")
    ConfigurationInvalid otherIssuer(@Cause @Nullable Throwable cause, URI issuer, String named);

    @Message(
            id = 11143,
            value =
                    "The issuer %s names no token endpoint with https:// (it says: %s). Give tokenUrl instead of issuer.")
    ConfigurationInvalid noTokenEndpoint(@Cause @Nullable Throwable cause, URI issuer, String named);

    @Message(
            id = 11144,
            value =
                    "The file %s of property serviceAccountKey is no JSON key of a Google service account (%s). Create a key"
                            + " of type JSON for the service account in the Google Cloud console.")
    ConfigurationInvalid noServiceAccount(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 11145,
            value =
                    "No assertion can be signed with the key of %s (%s). Use an RSA key of at least 2048 bits, or an EC key"
                            + " on the curve P-256.")
    ConfigurationInvalid cannotSign(@Cause @Nullable Throwable cause, String owner, String detail);

    @Message(
            id = 11146,
            value = "The file %s of property clientAssertionFile holds no signed JSON web token (%s). Name the file"
                    + " that the other issuer's token is written to.")
    ConfigurationInvalid noAssertion(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 11147,
            value = "The property tokenServerUrl gives no address for the mailbox %s. Check what it has around"
                    + " {mailbox}.")
    ConfigurationInvalid noTokenServer(@Cause @Nullable Throwable cause, String mailbox);
}

package io.mailboxconnector.auth.secret;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jspecify.annotations.Nullable;

/** What is said about credentials: of 11000 to 11999. A number is never used twice. */
@MessageLogger(projectCode = "MBX", length = 5)
interface CredentialMessages extends BasicLogger {

    CredentialMessages MESSAGES =
            Logger.getMessageLogger(MethodHandles.lookup(), CredentialMessages.class, "io.mailboxconnector.auth");

    @Message(
            id = 11120,
            value =
                    "The file %s of property %s cannot be read (%s). Check its path and its rights for the user that runs"
                            + " the server.")
    ConfigurationInvalid fileUnreadable(@Cause @Nullable Throwable cause, Path file, String property, String detail);

    @Message(id = 11121, value = "The file %s cannot be opened as a PKCS#12 key store (%s). Check clientKeyPassword.")
    ConfigurationInvalid keyStoreUnusable(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 11122,
            value =
                    "The file %s holds %d private keys with a certificate; it must hold exactly one. Export the one that"
                            + " is registered for the client.")
    ConfigurationInvalid notOneKey(@Cause @Nullable Throwable cause, Path file, int number);

    @Message(
            id = 11123,
            value =
                    "The file %s holds no private key in the PEM form of PKCS#8 (%s). Convert it with openssl pkcs8 -topk8,"
                            + " or give the file of the key in clientKey; an encrypted one needs clientKeyPassword.")
    ConfigurationInvalid noPemKey(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 11124,
            value = "The file %s of property clientCertificate holds no certificate in PEM form (%s). Export the"
                    + " certificate as PEM.")
    ConfigurationInvalid noPemCertificate(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 11125,
            value =
                    "The private key and the certificate of %s do not belong together. Give the certificate of this key.")
    ConfigurationInvalid keyDoesNotFit(@Cause @Nullable Throwable cause, Path file);

    @Message(
            id = 11126,
            value =
                    "Nobody has consented yet that the client %s reads the mail of %s, or the consent is not stored here."
                            + " Give the consent with mailbox-doctor authorize.")
    AuthenticationFailed noConsent(@Cause @Nullable Throwable cause, String clientId, String principal);

    @Message(
            id = 11127,
            value =
                    "The file %s of property %s is empty. Check that whoever renews it writes it, and that it is the right file.")
    ConfigurationInvalid fileEmpty(@Cause @Nullable Throwable cause, Path file, String property);

    @Message(
            id = 11128,
            value = "The private key of clientCertificate cannot be used for TLS (%s). Use an RSA or" + " EC key.")
    ConfigurationInvalid keyUnusable(@Cause @Nullable Throwable cause, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 11130,
            value =
                    "The clientSecret of %s was refused or has expired; clientSecretNext is accepted and used from now on."
                            + " Put its value into clientSecret, and a new one into clientSecretNext.")
    void nextSecretUsed(String client);
}

package io.mailboxconnector.wire;

import io.mailboxconnector.api.ConfigurationInvalid;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;
import org.jspecify.annotations.Nullable;

/** What is said about trust settings: 12100 to 12199. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface WireMessages {

    WireMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), WireMessages.class);

    @Message(
            id = 12101,
            value =
                    "The file %2$s of property %1$s cannot be read (%3$s). Give the absolute path of an existing file that"
                            + " the user of this process may read; it is looked at again at the next connect.")
    ConfigurationInvalid unreadable(@Cause Throwable cause, String property, Path file, String detail);

    @Message(
            id = 12102,
            value =
                    "The file %s of property trustedCertificates does not hold certificates in PEM form (%s). It must"
                            + " consist of blocks from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, without a key.")
    ConfigurationInvalid notPem(@Cause @Nullable Throwable cause, Path file, String detail);

    @Message(
            id = 12103,
            value = "The file %s of property trustStore cannot be opened (%s). It must be a PKCS#12 or JKS file, and"
                    + " trustStorePassword must be its password.")
    ConfigurationInvalid notTrustStore(@Cause Throwable cause, Path file, String detail);

    @Message(
            id = 12104,
            value = "The file %s of property trustStore holds no trusted certificate. Import the certificate of the"
                    + " certification authority with keytool -importcert, and check trustStorePassword.")
    ConfigurationInvalid emptyTrustStore(@Cause @Nullable Throwable cause, Path file);

    @Message(
            id = 12105,
            value = "The TLS of this Java installation cannot be set up (%s). Check the trust store that the JVM was"
                    + " started with (system property javax.net.ssl.trustStore).")
    ConfigurationInvalid tlsUnavailable(@Cause Throwable cause, String detail);
}

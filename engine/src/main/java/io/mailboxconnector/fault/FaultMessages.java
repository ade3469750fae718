package io.mailboxconnector.fault;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.ConnectionLost;
import io.mailboxconnector.api.MailboxUnavailable;
import java.lang.invoke.MethodHandles;
import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

/** What is said about network and TLS failures: 12000 to 12099. A number is never used twice. */
@MessageBundle(projectCode = "MBX", length = 5)
interface FaultMessages {

    FaultMessages MESSAGES = Messages.getBundle(MethodHandles.lookup(), FaultMessages.class);

    @Message(
            id = 12001,
            value = "The name of the server %s cannot be resolved. Check the host name for typing errors (properties"
                    + " imapHost, pop3Host, smtpHost, authority) and the name service of this machine.")
    MailboxUnavailable unknownHost(@Cause Throwable cause, String server);

    @Message(
            id = 12002,
            value = "The server %s refuses connections (%s). Check that host and port are right (properties imapHost,"
                    + " imapPort, pop3Host, pop3Port, smtpHost, smtpPort), that the server is running and that no"
                    + " firewall rejects it.")
    MailboxUnavailable refused(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12003,
            value = "There is no network route to the server %s (%s). Check the network of this machine, and whether a"
                    + " firewall lets it connect to this host and port.")
    MailboxUnavailable unreachable(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12004,
            value =
                    "The server %s did not accept a connection in time (%s). Check host and port, and whether a firewall"
                            + " swallows the packets; a slow network may need a longer connectTimeout.")
    MailboxUnavailable connectTimedOut(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12005,
            value =
                    "The server %s did not answer in time (%s). If this happens often, look at the load of the server or"
                            + " give it a longer readTimeout. A port that expects TLS while the connector waits for a greeting in"
                            + " plain text looks the same: check imapTls, pop3Tls, smtpTls.")
    MailboxUnavailable readTimedOut(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12006,
            value = "The connection to the server %s broke (%s). The server, a firewall or a load balancer closed it;"
                    + " the connector connects anew.")
    ConnectionLost connectionBroke(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12007,
            value = "The connection to the server %s ended during the TLS handshake (%s). Something between refuses it:"
                    + " check that the port speaks TLS (properties imapTls, pop3Tls, smtpTls) and that no firewall"
                    + " inspects it.")
    MailboxUnavailable handshakeEnded(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12008,
            value = "The certificate of the server %s is not trusted (%s). Give the certificate of its certification"
                    + " authority as a PEM file (property trustedCertificates) or a trust store (properties trustStore,"
                    + " trustStorePassword). A proxy that inspects TLS needs the same.")
    ConfigurationInvalid untrusted(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12009,
            value =
                    "The certificate of the server %s is for another name (%s). Use the host name that the certificate"
                            + " has (properties imapHost, pop3Host, smtpHost, authority), or have the server's certificate replaced.")
    ConfigurationInvalid wrongName(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12010,
            value = "The certificate of the server %s, or of its certification authority, has expired (%s). Have it"
                    + " renewed on the server, renew the file of trustedCertificates or trustStore if it holds an old"
                    + " one, and check the clock of this machine.")
    ConfigurationInvalid expired(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12011,
            value = "The certificate of the server %s is not valid yet (%s). Check the clock of this machine and of the"
                    + " server.")
    ConfigurationInvalid notYetValid(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12012,
            value =
                    "The server %s does not speak TLS on this port (%s). Set imapTls, pop3Tls or smtpTls to starttls if it"
                            + " starts in plain text (usual on ports 143, 110 and 587), or use the port for implicit TLS"
                            + " (993, 995, 465).")
    ConfigurationInvalid notTls(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12013,
            value = "The server %s and the connector found no common ground for TLS (%s). The server must offer TLS 1.2"
                    + " or 1.3 with a current cipher suite; check also that the port fits imapTls, pop3Tls, smtpTls.")
    ConfigurationInvalid handshakeFailed(@Cause Throwable cause, String server, String detail);

    @Message(
            id = 12014,
            value = "The connection to the server %s failed: %s. Check host, port and the network of this machine.")
    MailboxUnavailable otherFailure(@Cause Throwable cause, String server, String detail);
}

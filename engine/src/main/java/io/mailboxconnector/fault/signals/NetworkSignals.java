package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Phase.NETWORK;
import static io.mailboxconnector.fault.signals.Sign.says;

import java.util.List;

/** What is below the protocols. */
final class NetworkSignals {

    static final List<Signal> LIST = List.of(
            Signal.of(69, NETWORK, CONFIGURATION, 12008)
                    .seen(says("PKIX path building failed"), says("unable to find valid certification path"))
                    .means("The certification authority of the server is not trusted: a private one, or a"
                            + " proxy that inspects TLS.")
                    .remedy("Give its certificate as a PEM file (property trustedCertificates) or a trust"
                            + " store (properties trustStore, trustStorePassword)."),
            Signal.of(70, NETWORK, CONFIGURATION, 12009)
                    .seen(says("No subject alternative"), says("No name matching"))
                    .means("The certificate of the server is for another host name.")
                    .remedy("Use the host name that the certificate has (properties imapHost, smtpHost,"
                            + " authority). The check cannot be switched off."),
            Signal.of(71, NETWORK, CONFIGURATION, 12001, 12002, 12003, 12004)
                    .seen(
                            says("UnknownHostException"),
                            says("Connection refused"),
                            says("timed out"),
                            says("No route to host"))
                    .means("The server is not reached: name service, firewall, or a wrong host or port.")
                    .remedy("Check host and port, and open port 443 to the authorization server and 993,"
                            + " 995, 587 or 465 to the mail server; a proxy for HTTP carries no IMAP."),
            Signal.of(72, NETWORK, CONFIGURATION, 12013)
                    .seen(says("handshake_failure"), says("protocol_version"))
                    .means("Server and connector have no version or cipher of TLS in common.")
                    .remedy("Enable TLS 1.2 or 1.3 on the server; Exchange Online takes nothing older since"
                            + " July 2026."));

    private NetworkSignals() {}
}

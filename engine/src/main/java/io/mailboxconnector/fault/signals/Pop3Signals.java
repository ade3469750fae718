package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.DEFECT;
import static io.mailboxconnector.fault.signals.Phase.POP3;
import static io.mailboxconnector.fault.signals.Sign.says;

import java.util.List;

/** What servers say to somebody who reads by POP3. */
final class Pop3Signals {

    static final List<Signal> LIST = List.of(
            Signal.of(37, POP3, DEFECT, 18001)
                    .seen(says("Protocol error. Connection is closed. 10"))
                    .means("Exchange Online wants the token on a line of its own.")
                    .remedy("Nothing can be set: the connector uses this form for Microsoft 365. Please"
                            + " report it with the name of the server."),
            Signal.of(38, POP3, CONFIGURATION, 18001)
                    .seen(says("unknown user name or bad password"))
                    .means("Exchange Online does not accept this token.")
                    .remedy("Check, in this order: (1) the scope is https://outlook.office365.com/.default;"
                            + " (2) the permission POP.AccessAsApp has admin consent; (3) the service"
                            + " principal is registered with the object id of the enterprise application:"
                            + " New-ServicePrincipal -AppId {clientId} -ObjectId {enterpriseObjectId}; (4)"
                            + " POP3 is enabled: Set-CASMailbox -Identity {mailbox} -PopEnabled $true."),
            Signal.of(112, POP3, CONFIGURATION, 18001)
                    .seen(says("\"status\":\"invalid_token\""))
                    .means("The mail server's own check of the token failed.")
                    .remedy("Compare issuer, audience and scope between the authorization server and the"
                            + " configuration of the mail server."),
            Signal.of(110, POP3, CONFIGURATION, 18001)
                    .means("The token does not open the mailbox.")
                    .remedy("Check that the mailbox address is right, that the application has the permission"
                            + " POP.AccessAsApp (Microsoft 365) or the scope of your provider with administrator"
                            + " consent, that it was given access to this mailbox, and that POP3 is enabled for the"
                            + " mailbox."),
            Signal.of(111, POP3, CONFIGURATION, 18002)
                    .means("The server does not accept this user with this password.")
                    .remedy("Check the properties userName and password, and that POP3 is enabled for the mailbox;"
                            + " accounts with two-step verification need an app password."));

    private Pop3Signals() {}
}

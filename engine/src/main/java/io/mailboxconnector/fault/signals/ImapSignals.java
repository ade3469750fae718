package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static io.mailboxconnector.fault.signals.Phase.IMAP;
import static io.mailboxconnector.fault.signals.Sign.says;

import java.util.List;

/** What servers say to somebody who reads. */
final class ImapSignals {

    static final List<Signal> LIST = List.of(
            Signal.of(32, IMAP, CONFIGURATION, 13001)
                    .seen(says("AUTHENTICATE failed"))
                    .means("Exchange Online does not accept this token at all.")
                    .remedy("Check, in this order: (1) the scope is https://outlook.office365.com/.default,"
                            + " since a token for Microsoft Graph opens no mailbox; (2) the permission"
                            + " IMAP.AccessAsApp has admin consent; (3) the service principal is registered"
                            + " with the object id of the enterprise application: New-ServicePrincipal -AppId"
                            + " {clientId} -ObjectId {enterpriseObjectId}; (4) IMAP is enabled: Set-CASMailbox"
                            + " -Identity {mailbox} -ImapEnabled $true."),
            Signal.of(33, IMAP, CONFIGURATION, 13003)
                    .seen(says("authenticated but not connected"))
                    .means("The token is good, but it does not open this mailbox.")
                    .remedy("Check, in this order: (1) {mailbox} is the primary address of a mailbox that"
                            + " exists and has a licence; (2) the service principal was registered in Exchange"
                            + " by New-ServicePrincipal with the object id of the Enterprise Application, not"
                            + " of the App Registration; (3) it was given the mailbox: Add-MailboxPermission"
                            + " -Identity {mailbox} -User {enterpriseObjectId} -AccessRights FullAccess; (4)"
                            + " the API permission IMAP.AccessAsApp has administrator consent; (5) fewer than"
                            + " about 20 connections are open to the mailbox. Changes take up to an hour."),
            Signal.of(34, IMAP, CONFIGURATION, 13004, 13002)
                    .seen(says("Basic authentication is disabled"), says("BasicAuthBlocked"), says("LOGIN failed"))
                    .means("Passwords are no longer accepted.")
                    .remedy("Configure OAuth instead of userName and password."),
            Signal.of(35, IMAP, WAIT, 13014)
                    .seen(says("AccessTokenExpired"))
                    .means("The access token reached its end, which is normal.")
                    .remedy("Nothing has to be done: the connector connects anew with a new token."),
            Signal.of(36, IMAP, WAIT, 13008, 13006, 13013)
                    .seen(says("Request is throttled"), says("Connection closed. 14"), says("Server Unavailable. 15"))
                    .means("Exchange Online throttles the mailbox.")
                    .remedy("The connector waits. If it happens often, lower maxConcurrency and the size of"
                            + " the connection pool, and look for other programs that use the mailbox" + " {mailbox}."),
            Signal.of(56, IMAP, CONSENT, 13001, 13014)
                    .seen(
                            says("Invalid credentials (Failure)"),
                            says("\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\""))
                    .means("Gmail did not accept the token: it has expired, is for another scope, or for"
                            + " another account.")
                    .remedy("The scope must be https://mail.google.com/, and {mailbox} must be the account"
                            + " that consented, or the user that the service account acts for."),
            Signal.of(57, IMAP, CONFIGURATION, 13005)
                    .seen(
                            says("Application-specific password required"),
                            says("app password required"),
                            says("app-specific password"))
                    .means("The account has two-step verification, so its ordinary password does not work.")
                    .remedy("Create an app password in the security settings of the account and give it as"
                            + " the property password, or configure OAuth."),
            Signal.of(58, IMAP, CONFIGURATION, 13001, 13002)
                    .seen(says("log in via your web browser"), says("WEBALERT"), says("Web login required"))
                    .means("Google finds the sign-in suspicious.")
                    .remedy("Sign in to {mailbox} once in a browser, from the network of this machine;"
                            + " better, configure OAuth."),
            Signal.of(59, IMAP, WAIT, 13007)
                    .seen(says("Too many simultaneous connections"))
                    .means("Gmail allows 15 connections to an account.")
                    .remedy("Lower maxConcurrency or the size of the connection pool, and look for other"
                            + " programs that use the mailbox."),
            Signal.of(60, IMAP, WAIT, 13007)
                    .seen(says("command or bandwidth limits"))
                    .means("The daily volume of the account is used up.")
                    .remedy("Wait, up to a day, and fetch less."),
            Signal.of(65, IMAP, CONFIGURATION, 13001, 13002)
                    .seen(says("AUTHENTICATE Invalid credentials"), says("LOGIN Invalid credentials"))
                    .means("Yahoo does not accept this password.")
                    .remedy("Create an app password in the security settings of the account; Yahoo admits"
                            + " no new OAuth clients for mail."),
            Signal.of(66, IMAP, CONFIGURATION, 13001, 13002)
                    .seen(says("[CANNOT]"), says("mechanism not supported"), says("AUTHENTICATE Command syntax error"))
                    .means("The server does not know this way to log in.")
                    .remedy("Look at what its CAPABILITY offers (mailbox-doctor check), and choose another"
                            + " authentication."),
            Signal.of(67, IMAP, WAIT, 13007)
                    .seen(says("Maximum number of connections from user+IP exceeded"))
                    .means("Dovecot limits the connections of a user from one address.")
                    .remedy("Lower the size of the connection pool and maxConcurrency, or raise"
                            + " mail_max_userip_connections on the server."),
            Signal.of(68, IMAP, CONFIGURATION, 13001)
                    .seen(says("\"status\":\"invalid_token\""))
                    .means("The mail server's own check of the token failed.")
                    .remedy("Compare issuer, audience and scope between the authorization server and the"
                            + " configuration of the mail server."),
            Signal.of(83, IMAP, CONFIGURATION, 13001)
                    .means("The token does not open the mailbox.")
                    .remedy("Check that the mailbox address is right, that the application has the"
                            + " permission IMAP.AccessAsApp (Microsoft 365) or the IMAP scope of your provider"
                            + " with administrator consent, that it was given access to this mailbox, and that"
                            + " IMAP is enabled for the mailbox."),
            Signal.of(84, IMAP, CONFIGURATION, 13002)
                    .means("The server does not accept this user with this password.")
                    .remedy("Check the properties userName and password, and that IMAP is enabled for the"
                            + " mailbox; accounts with two-step verification need an app password."),
            Signal.of(85, IMAP, WAIT, 13006)
                    .means("The server cannot serve the mailbox right now.")
                    .remedy("The connector tries again; if it lasts, look at the status of the mail" + " service."),
            Signal.of(86, IMAP, WAIT, 13007, 13008)
                    .means("The mailbox has too many connections or too much traffic.")
                    .remedy("Lower maxConcurrency or the size of the connection pool, and look for other"
                            + " programs that use the mailbox."));

    private ImapSignals() {}
}

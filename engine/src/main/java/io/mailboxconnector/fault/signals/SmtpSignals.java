package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.DEFECT;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static io.mailboxconnector.fault.signals.Phase.SMTP;
import static io.mailboxconnector.fault.signals.Sign.reply;
import static io.mailboxconnector.fault.signals.Sign.replyAt;
import static io.mailboxconnector.fault.signals.Sign.says;

import java.util.List;

/** What servers say to somebody who sends. */
final class SmtpSignals {

    static final List<Signal> LIST = List.of(
            Signal.of(39, SMTP, CONFIGURATION, 14021)
                    .seen(says("SmtpClientAuthentication is disabled for the Tenant"))
                    .means("Sending with a login (SMTP AUTH) is switched off for the whole organisation.")
                    .remedy("Allow it for this mailbox: Set-CASMailbox -Identity {mailbox}"
                            + " -SmtpClientAuthenticationDisabled $false"),
            Signal.of(40, SMTP, CONFIGURATION, 14022)
                    .seen(says("disabled for the Mailbox"))
                    .means("Sending with a login (SMTP AUTH) is switched off for the mailbox.")
                    .remedy("Switch it on: Set-CASMailbox -Identity {mailbox}"
                            + " -SmtpClientAuthenticationDisabled $false, or in the Microsoft 365 admin center"
                            + " under user, Mail, Manage email apps, Authenticated SMTP."),
            Signal.of(41, SMTP, CONFIGURATION, 14023)
                    .seen(says("basic authentication is disabled"), reply(550, "5.7.30"))
                    .means("The server takes no passwords any more.")
                    .remedy("Give {mailbox} an OAuth client: properties tenantId, clientId, clientSecret."),
            Signal.of(42, SMTP, CONFIGURATION, 14024)
                    .seen(says("security defaults"))
                    .means("The security defaults of the organisation block the login.")
                    .remedy("Use OAuth (property clientId), or replace the security defaults by Conditional"
                            + " Access policies."),
            Signal.of(43, SMTP, CONFIGURATION, 14025)
                    .seen(says("did not meet the criteria"))
                    .means("Conditional Access refuses the login.")
                    .remedy("Look up the policy in the sign-in logs and exclude the application {clientId}"
                            + " or the address of this machine."),
            Signal.of(44, SMTP, CONFIGURATION, 14026)
                    .seen(reply(535, "5.7.3"))
                    .means("The token is valid, but the client may not send for this mailbox.")
                    .remedy("One of these is missing: the permission SMTP.SendAsApp with admin consent (not"
                            + " for RBAC for Applications); the service principal in Exchange, registered with"
                            + " the object id of the enterprise application: New-ServicePrincipal -AppId"
                            + " {clientId} -ObjectId {enterpriseObjectId}; Add-MailboxPermission -Identity"
                            + " {mailbox} -User {enterpriseObjectId} -AccessRights FullAccess. A change needs"
                            + " up to an hour; Test-ServicePrincipalAuthorization shows it."),
            Signal.of(45, SMTP, CONFIGURATION, 14032)
                    .seen(reply(530, "5.7.57"))
                    .means("The server does not treat the connection as logged in.")
                    .remedy("Check that SMTP AUTH is allowed for the mailbox (Set-CASMailbox -Identity"
                            + " {mailbox} -SmtpClientAuthenticationDisabled $false) and that port 587 with"
                            + " STARTTLS is used."),
            Signal.of(46, SMTP, CONFIGURATION, 14043)
                    .seen(says("5.7.60"), says("SendAsDenied"))
                    .means("The mailbox may not send under this address.")
                    .remedy("Send from the address of the mailbox, or grant it: Add-RecipientPermission"
                            + " -AccessRights SendAs."),
            Signal.of(47, SMTP, WAIT, 14047, 14012)
                    .seen(says("thread limit exceeded"))
                    .means("Exchange Online takes three submissions of a mailbox at once.")
                    .remedy("Lower the maximum size of the connection pool to 2 or 3."),
            Signal.of(48, SMTP, WAIT, 14048)
                    .seen(reply(451, "4.7.0"), reply(421, "4.3.2"), says("submission rate"))
                    .means("The server is busy, or more than 30 messages were sent in a minute.")
                    .remedy("The connector waits; Exchange Online takes 30 messages per minute from a" + " mailbox."),
            Signal.of(49, SMTP, WAIT, 14049)
                    .seen(says("SubmissionQuotaExceeded"))
                    .means("The 10,000 recipients of a day are used up.")
                    .remedy("Wait a day, or spread the mail over several mailboxes; for bulk mail there is"
                            + " Azure Communication Services."),
            Signal.of(50, SMTP, CONFIGURATION, 14046)
                    .seen(says("5.5.105"))
                    .means("High Volume Email reaches recipients inside the organisation only.")
                    .remedy("Use an ordinary mailbox for recipients outside."),
            Signal.of(92, SMTP, CONFIGURATION, 14028)
                    .seen(says("Application-specific password"), says("5.7.9"))
                    .means("The account has two-step verification, so its ordinary password does not work.")
                    .remedy("Create an app password in the security settings of the account and set it as"
                            + " password, or use OAuth."),
            Signal.of(61, SMTP, CONSENT, 14020, 14027)
                    .seen(
                            reply(535, "Username and Password not accepted"),
                            says("\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\""),
                            replyAt("gmail.com", 535, "5.7.8"))
                    .means("Gmail does not accept user name and password, or the token.")
                    .remedy("For OAuth the scope must be https://mail.google.com/ and {mailbox} the account"
                            + " that consented; without OAuth give the user name and an app password."),
            Signal.of(62, SMTP, DEFECT, 14029)
                    .seen(says("command line too long"))
                    .means("The token is too long for the line in which it was sent.")
                    .remedy("Reduce the claims and groups in the access token of this client. Please report"
                            + " it with the name of the server."),
            Signal.of(63, SMTP, WAIT, 14049, 14031)
                    .seen(says("5.4.5"), says("Too many login attempts"))
                    .means("The quota of Gmail is used up.")
                    .remedy("Wait a day, or spread the mail over several mailboxes; keep connections open"
                            + " instead of logging in anew."),
            Signal.of(64, SMTP, CONFIGURATION, 14020)
                    .seen(says("Too many bad auth attempts"))
                    .means("Yahoo saw the ordinary password, and has locked the login for a while.")
                    .remedy("Wait, then use an app password."),
            Signal.of(93, SMTP, CONFIGURATION, 14020, 14027)
                    .seen(
                            reply(504, "5.7.4"),
                            says("mechanism not supported"),
                            says("Unrecognized authentication type"))
                    .means("The server does not know this way to log in.")
                    .remedy("Look at what its reply to EHLO offers (mailbox-doctor check), and choose"
                            + " another authentication."),
            Signal.of(94, SMTP, CONFIGURATION, 14027)
                    .seen(says("\"status\":\"invalid_token\""))
                    .means("The mail server's own check of the token failed.")
                    .remedy("Compare issuer, audience and scope between the authorization server and the"
                            + " configuration of the mail server."),
            Signal.of(87, SMTP, CONFIGURATION, 14020)
                    .means("The server does not accept this login.")
                    .remedy("Check mailbox, user name and password or OAuth client."),
            Signal.of(88, SMTP, CONFIGURATION, 14027)
                    .means(
                            "The token may be for another user, scope or audience, or the mail server could not check it.")
                    .remedy(
                            "Check that {mailbox} is what the token may open, and that scope is the one that this server"
                                    + " wants; the log of the mail server usually tells the reason."),
            Signal.of(99, SMTP, WAIT, 14031, 14047, 14048, 14049, 14012)
                    .means("The server limits this mailbox.")
                    .remedy("The connector waits. Lower the number of connections and of messages, and look"
                            + " for other programs that use the mailbox."));

    private SmtpSignals() {}
}

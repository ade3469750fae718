package io.mailboxconnector.fault.signals;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.CONSENT;
import static io.mailboxconnector.fault.signals.Category.SECRET;
import static io.mailboxconnector.fault.signals.Category.WAIT;
import static io.mailboxconnector.fault.signals.Phase.TOKEN;
import static io.mailboxconnector.fault.signals.Sign.aadsts;

import java.util.List;

/** What Microsoft Entra answers, by its AADSTS numbers. They are hints: what is done follows from the {@code error} field. */
final class EntraSignals {

    static final List<Signal> LIST = List.of(
            Signal.of(1, TOKEN, SECRET, 11001)
                    .seen(aadsts(7000215))
                    .means("The client secret is wrong.")
                    .remedy("The property clientSecret must hold the value of a client secret, not its"
                            + " secret id, and it must belong to the client {clientId}. Copy the value of a"
                            + " new secret."),
            Signal.of(2, TOKEN, SECRET, 11001)
                    .seen(aadsts(7000222))
                    .means("The client secret has expired.")
                    .remedy("Create a new one in Entra and put its value into clientSecretNext, or into"
                            + " clientSecret; better, use a certificate. Then delete the old one."),
            Signal.of(3, TOKEN, CONFIGURATION, 11001, 11002)
                    .seen(aadsts(700016))
                    .means("The tenant {tenantId} has no application {clientId}.")
                    .remedy("Compare clientId with the application (client) id and tenantId with the"
                            + " directory (tenant) id; an application of another tenant needs admin consent in"
                            + " this one."),
            Signal.of(4, TOKEN, CONFIGURATION, 11002, 11001)
                    .seen(aadsts(90002, 900023))
                    .means("There is no tenant {tenantId} in this cloud.")
                    .remedy("Set tenantId to the directory (tenant) id, and use the authority of the right"
                            + " national cloud."),
            Signal.of(5, TOKEN, SECRET, 11001)
                    .seen(aadsts(700027, 50012, 50013))
                    .means("The client's assertion was not accepted: its signature does not belong to a"
                            + " certificate of the application, or its time is wrong.")
                    .remedy("Upload the public certificate of exactly this key to the application"
                            + " {clientId}, compare the thumbprints, and check that the clock of this machine"
                            + " is right (NTP)."),
            Signal.of(6, TOKEN, SECRET, 11001)
                    .seen(aadsts(700030))
                    .means("The certificate is not trusted by its subject name.")
                    .remedy("Upload the certificate itself to the application {clientId}, or have its"
                            + " subject name and issuer set up as trusted."),
            Signal.of(7, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(7000218, 7000216))
                    .means("Entra saw no client secret and no certificate.")
                    .remedy("Set the property clientSecret or a certificate; only for a device code, switch"
                            + " on \"Allow public client flows\" in the application instead."),
            Signal.of(8, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(700025))
                    .means("The application is a public client, which must not send a secret.")
                    .remedy("Remove clientSecret, or register the redirect URI under the platform Web"
                            + " instead of a public one."),
            Signal.of(9, TOKEN, CONFIGURATION, 11001, 11002)
                    .seen(aadsts(70001, 7000112))
                    .means("The application {clientId} is disabled in the tenant.")
                    .remedy("Enable it in Entra under Enterprise applications."),
            Signal.of(10, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(65001, 90094, 90095, 65004))
                    .means("Nobody consented to what the application asks for.")
                    .remedy("Grant admin consent on the page API permissions of the application {clientId},"
                            + " or let the owner of the mailbox consent again: mailbox-doctor authorize."),
            Signal.of(11, TOKEN, CONFIGURATION, 11001, 11002)
                    .seen(aadsts(650056, 650057, 65005))
                    .means("The application lacks the permission.")
                    .remedy("Add IMAP.AccessAsApp and SMTP.SendAsApp of Office 365 Exchange Online (for a"
                            + " person's consent: IMAP.AccessAsUser.All and SMTP.Send) to the API permissions"
                            + " of {clientId} and grant admin consent."),
            Signal.of(12, TOKEN, CONFIGURATION, 11002, 11001)
                    .seen(aadsts(500011, 650052, 50001))
                    .means("The tenant does not know the resource of the property scope.")
                    .remedy("Use https://outlook.office365.com/.default, or the scope of your national"
                            + " cloud, and check that the tenant has Exchange Online."),
            Signal.of(13, TOKEN, CONFIGURATION, 11002)
                    .seen(aadsts(70011, 1002012, 28002, 28003))
                    .means("The property scope is not valid.")
                    .remedy("For a client's own token it must be exactly one resource with /.default, such"
                            + " as https://outlook.office365.com/.default; for a person's consent full"
                            + " addresses, such as https://outlook.office.com/IMAP.AccessAsUser.All."),
            Signal.of(14, TOKEN, CONFIGURATION, 11002)
                    .seen(aadsts(700022, 700023))
                    .means("The property scope names several resources.")
                    .remedy("Ask for Outlook scopes only; a token for Microsoft Graph opens no mailbox by"
                            + " IMAP or SMTP."),
            Signal.of(15, TOKEN, CONFIGURATION, 11002, 11001)
                    .seen(aadsts(50011, 70004, 900971))
                    .means("The redirect URI is not registered, character by character.")
                    .remedy("Register exactly {redirectUri} in the application {clientId}: scheme, port,"
                            + " path and slash."),
            Signal.of(16, TOKEN, CONSENT, 11001)
                    .seen(aadsts(54005, 501481, 700005, 50089))
                    .means("The code of this consent was used before, is too old or belongs to another" + " tenant.")
                    .remedy("Start the consent again, in one go and with one authority: mailbox-doctor"
                            + " authorize."),
            Signal.of(17, TOKEN, CONSENT, 11001)
                    .seen(aadsts(700082, 70008))
                    .means("The refresh token expired because the mailbox was not used for more than 90" + " days.")
                    .remedy("Consent again: mailbox-doctor authorize. For a mailbox that is rarely used, a"
                            + " client secret or certificate does not have this limit."),
            Signal.of(18, TOKEN, CONSENT, 11001)
                    .seen(aadsts(70043))
                    .means("Conditional Access demands a new sign-in every few hours or days.")
                    .remedy("Exclude the account from the sign-in frequency, or use a client secret or"
                            + " certificate instead of a person's consent. Consent again: mailbox-doctor"
                            + " authorize."),
            Signal.of(19, TOKEN, CONSENT, 11001)
                    .seen(aadsts(50173, 50132, 50133, 70000))
                    .means("The consent was revoked, or the password was reset.")
                    .remedy("Consent again: mailbox-doctor authorize."),
            Signal.of(20, TOKEN, CONSENT, 11001)
                    .seen(aadsts(50076, 50079, 50074, 50072, 50078))
                    .means("The account now needs a second factor.")
                    .remedy("Consent again: mailbox-doctor authorize. A client secret or certificate needs"
                            + " no second factor."),
            Signal.of(21, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(53003, 530032, 53000, 53001, 53002, 50131, 50097))
                    .means("A Conditional Access policy blocks the sign-in.")
                    .remedy("Look the policy up in the sign-in log by the correlation id, and exclude the"
                            + " application {clientId} or admit the address of this machine."),
            Signal.of(22, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(530035))
                    .means("The security defaults of the tenant block the request.")
                    .remedy("Use OAuth, not a password; or replace the security defaults by Conditional"
                            + " Access policies."),
            Signal.of(23, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(50126, 50034, 50055, 50056, 50057, 50053))
                    .means("User name or password are wrong, or the account is disabled, locked or its"
                            + " password has expired.")
                    .remedy("Check the account in Entra, and use a client secret, a certificate or a"
                            + " consent instead of a password."),
            Signal.of(24, TOKEN, CONFIGURATION, 11001)
                    .seen(aadsts(50105))
                    .means("The application admits assigned users only, and this one is not.")
                    .remedy("Assign the user or group to the enterprise application of {clientId}, or"
                            + " switch \"Assignment required\" off."),
            Signal.of(25, TOKEN, CONFIGURATION, 11002, 11001)
                    .seen(aadsts(50020, 50194, 9002332, 90130, 9001023, 50128, 50059))
                    .means("The account does not fit the authority: a personal account at a tenant, or an"
                            + " authority that names no tenant.")
                    .remedy("Set tenantId to the directory (tenant) id for an organisation; a personal"
                            + " Outlook.com account needs provider=outlook."),
            Signal.of(26, TOKEN, CONFIGURATION, 11001, 11002)
                    .seen(aadsts(90038, 900382, 900432, 90051))
                    .means("The tenant lives in another national cloud.")
                    .remedy("Set the property cloud, or the authority of that cloud."),
            Signal.of(27, TOKEN, CONFIGURATION, 11002, 11001)
                    .seen(aadsts(50049))
                    .means("Microsoft does not know the host of the authority.")
                    .remedy("Correct the property authority."),
            Signal.of(28, TOKEN, WAIT, 11003, 11001)
                    .seen(aadsts(50196, 90055))
                    .means("Entra saw too many equal requests.")
                    .remedy("Check whether another program uses the client {clientId}; the connector waits."),
            Signal.of(29, TOKEN, WAIT, 11004, 11001)
                    .seen(aadsts(90033, 90024, 50033, 90006, 90090))
                    .means("Entra has a passing problem.")
                    .remedy("Nothing has to be changed; the request is repeated."),
            Signal.of(30, TOKEN, CONSENT, 11228, 11001)
                    .seen(aadsts(70016, 70018, 70019))
                    .means("The device code was not entered in time, or is not the one that was shown.")
                    .remedy("Start again, and enter the code within 15 minutes."));

    private EntraSignals() {}
}

package io.mailboxconnector.settings;

import java.util.Optional;

/**
 * Everything the engine needs to know about one account: a valid, complete, immutable value and the key of pools and
 * caches.
 *
 * @param provider whose mailbox it is
 * @param mailbox the address of the mailbox
 * @param authentication how to log in
 * @param imap where to read
 * @param pop3 where to read by POP3
 * @param smtp where to send
 * @param trust which certificates are accepted
 * @param timeouts limits of waiting
 * @param sendRate how fast mail is sent at most; empty when nothing limits it
 * @param login how logging in is done where the automatic choice does not fit
 */
public record AccountSettings(
        Provider provider,
        String mailbox,
        Authentication authentication,
        Endpoint imap,
        Endpoint pop3,
        Endpoint smtp,
        Trust trust,
        Timeouts timeouts,
        Optional<SendRate> sendRate,
        LoginOptions login)
        implements AccountSource {

    /** Of POP3 with TLS from the first byte (RFC 8314 §7.3). */
    static final int POP3_PORT = 995;

    /**
     * An account that sends as fast as it can, whose login is automatic, and whose POP3 server is the one of IMAP.
     *
     * @param provider whose mailbox it is
     * @param mailbox the address of the mailbox
     * @param authentication how to log in
     * @param imap where to read
     * @param smtp where to send
     * @param trust which certificates are accepted
     * @param timeouts limits of waiting
     */
    public AccountSettings(
            Provider provider,
            String mailbox,
            Authentication authentication,
            Endpoint imap,
            Endpoint smtp,
            Trust trust,
            Timeouts timeouts) {
        this(
                provider,
                mailbox,
                authentication,
                imap,
                new Endpoint(imap.host(), POP3_PORT, TlsMode.IMPLICIT),
                smtp,
                trust,
                timeouts,
                Optional.empty(),
                LoginOptions.DEFAULT);
    }

    /**
     * Reads an account from a configuration that contains nothing else.
     *
     * @param reader the configuration
     * @return the settings
     * @throws io.mailboxconnector.api.ConfigurationInvalid with all faults at once
     */
    public static AccountSettings from(SettingsReader reader) {
        AccountReader account = new AccountReader(reader);
        reader.verify(account.subject());
        return account.settings();
    }

    /** These settings themselves. */
    @Override
    public AccountSettings account() {
        return this;
    }

    /**
     * The same account, opening another mailbox.
     *
     * @param otherMailbox the address of the other mailbox
     * @return the new settings
     */
    public AccountSettings withMailbox(String otherMailbox) {
        return new AccountSettings(
                provider, otherMailbox, authentication, imap, pop3, smtp, trust, timeouts, sendRate, login);
    }

    /**
     * The name to log in with.
     *
     * @return the SASL user
     */
    public String loginName() {
        return authentication.loginName(mailbox);
    }
}

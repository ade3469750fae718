package io.mailboxconnector.smtp;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;

/** Connects and logs in, once more with a fresh token when the first one was refused. For one thread, once. */
final class SmtpLogin {

    private final AccountSettings account;
    private final TokenManager tokens;
    private final Wire wire;
    private final MailboxBudget budget;
    private final SmtpFaults faults;

    SmtpLogin(AccountSettings account, TokenManager tokens, Wire wire, MailboxBudget budget) {
        this.account = account;
        this.tokens = tokens;
        this.wire = wire;
        this.budget = budget;
        this.faults = new SmtpFaults(account);
    }

    SmtpSession open() {
        budget.requireOpenForSending();
        Token token = tokens.token(account);
        try {
            return open(token);
        } catch (AuthenticationFailed refused) {
            if (token.mechanism() != Mechanism.BEARER) {
                throw refused;
            }
            Token fresh = tokens.replacement(account, token);
            if (fresh.secret().equals(token.secret())) {
                throw refused;
            }
            return open(fresh);
        }
    }

    private SmtpSession open(Token token) {
        boolean oauth = token.mechanism() == Mechanism.BEARER;
        SessionSockets sockets = wire.sockets(account.trust());
        SmtpDialogue dialogue = new SmtpDialogue(Session.getInstance(SmtpProperties.of(account, oauth, sockets, wire)));
        boolean open = false;
        try {
            Endpoint server = account.smtp();
            dialogue.connect(
                    server.host(),
                    server.port(),
                    account.loginName(),
                    token.secret().reveal());
            if (!dialogue.isAuthenticated()) {
                throw faults.noMechanism(null, dialogue, oauth);
            }
            open = true;
            return new SmtpSession(account, token, dialogue, sockets, wire, budget);
        } catch (MessagingException e) {
            throw SmtpFaults.noted(faults.connecting(e, dialogue, oauth), budget);
        } finally {
            if (!open) {
                sockets.abort();
            }
        }
    }
}

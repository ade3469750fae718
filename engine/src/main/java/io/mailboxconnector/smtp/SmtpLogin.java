package io.mailboxconnector.smtp;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.auth.TokenManager;
import io.mailboxconnector.auth.sasl.SecondToken;
import io.mailboxconnector.fault.NetworkFaults;
import io.mailboxconnector.limits.MailboxBudget;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.wire.SessionSockets;
import io.mailboxconnector.wire.Wire;
import io.mailboxconnector.wire.WireTrace;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;

/** Connects and logs in, once more with a fresh token when the first one was refused. For one thread at a time. */
final class SmtpLogin {

    private final AccountSettings account;
    private final TokenManager tokens;
    private final Wire wire;
    private final MailboxBudget budget;
    private final Duration finalLimit;

    SmtpLogin(AccountSettings account, TokenManager tokens, Wire wire, MailboxBudget budget, Duration finalLimit) {
        this.account = account;
        this.tokens = tokens;
        this.wire = wire;
        this.budget = budget;
        this.finalLimit = finalLimit;
    }

    SmtpLink open(Endpoint server) {
        budget.requireOpenForSending();
        return SecondToken.logIn(
                tokens.token(account), refused -> tokens.replacement(account, refused), token -> open(server, token));
    }

    private SmtpLink open(Endpoint server, Token token) {
        boolean oauth = token.mechanism() == Mechanism.BEARER;
        SmtpFaults faults = new SmtpFaults(account, server);
        SessionSockets sockets = wire.sockets(account.trust());
        SmtpDialogue dialogue = new SmtpDialogue(session(server, oauth, sockets));
        if (oauth) {
            dialogue.presents(new TokenLogin(account, server, token));
        }
        boolean open = false;
        try {
            dialogue.connect(
                    server.host(),
                    server.port(),
                    account.loginName(),
                    token.secret().reveal());
            if (!dialogue.isAuthenticated()) {
                throw faults.noMechanism(null, dialogue, oauth);
            }
            SmtpLink link = new SmtpLink(account, server, token, dialogue, sockets, wire, finalLimit);
            open = true;
            return link;
        } catch (MessagingException e) {
            throw SmtpFaults.noted(faults.connecting(e, dialogue, oauth), budget);
        } catch (IOException e) {
            throw NetworkFaults.classify(server.toString(), e);
        } finally {
            if (!open) {
                sockets.abort();
            }
        }
    }

    private Session session(Endpoint server, boolean oauth, SessionSockets sockets) {
        Session session = Session.getInstance(SmtpProperties.of(account, server, oauth, sockets, wire));
        if (account.login().trace()) {
            session.setDebugOut(WireTrace.of(account.mailbox()));
            session.setDebug(true);
        }
        return session;
    }
}

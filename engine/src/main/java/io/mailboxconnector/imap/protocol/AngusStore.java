package io.mailboxconnector.imap.protocol;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.sasl.MechanismChoice;
import io.mailboxconnector.settings.LoginOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/** Angus' store, used for logging in and for {@code unwrap}; it makes and remembers the protocol that the session uses. */
public final class AngusStore extends IMAPStore {

    static final String NO_TOKENS = "The server does not offer a mechanism for tokens";

    private final boolean implicitTls;
    private final Mechanism mechanism;
    private final LoginOptions options;
    private @Nullable AngusProtocol first;

    AngusStore(Session session, boolean implicitTls, Mechanism mechanism, LoginOptions options) {
        super(session, null, "imap", implicitTls);
        this.implicitTls = implicitTls;
        this.mechanism = mechanism;
        this.options = options;
    }

    /** The protocol of the first connection; null before it was made. */
    @Nullable
    AngusProtocol protocol() {
        return first;
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        AngusProtocol made = new AngusProtocol(host, port, session.getProperties(), implicitTls, logger);
        if (first == null) {
            first = made;
        }
        return made;
    }

    /** Without this check Angus would send the token as the password of a LOGIN command. */
    @Override
    protected void preLogin(IMAPProtocol protocol) throws ProtocolException {
        if (mechanism == Mechanism.BEARER && protocol instanceof AngusProtocol own) {
            own.presentTokensBy(MechanismChoice.forToken(options, name -> own.hasCapability("AUTH=" + name))
                    .orElseThrow(() -> new ProtocolException(NO_TOKENS)));
        }
    }

    /** Closes the connection at once when logging in did not succeed. */
    public void discard() {
        if (first != null) {
            first.disconnect();
        }
        try {
            super.close();
        } catch (MessagingException e) {
            ImapMessages.MESSAGES.closeFailed(e);
        }
    }
}

package io.mailboxconnector.auth.sasl;

import io.mailboxconnector.api.AuthenticationFailed;
import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Logging in with a token that a server may refuse before its time: another one is tried, once. */
public final class SecondToken {

    private SecondToken() {}

    /**
     * Logs in, and once more with another token when the first one was refused. A password is tried once only.
     *
     * @param first the token or password to begin with
     * @param replacements gives another token for a refused one; the same one where there is no other
     * @param login one attempt
     * @param <T> what a login gives
     * @return what the login gave
     * @throws AuthenticationFailed when there is no other token, or that was refused, too
     */
    public static <T> T logIn(Token first, UnaryOperator<Token> replacements, Function<Token, T> login) {
        try {
            return login.apply(first);
        } catch (AuthenticationFailed refused) {
            if (first.mechanism() != Mechanism.BEARER) {
                throw refused;
            }
            Token second = replacements.apply(first);
            if (second.secret().equals(first.secret())) {
                throw refused;
            }
            return login.apply(second);
        }
    }
}

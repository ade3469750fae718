package io.mailboxconnector.auth.sasl;

import io.mailboxconnector.settings.LoginOptions;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which mechanism a login uses: the one that is asked for, else the first of the usual ones that is offered. Stateless. */
public final class MechanismChoice {

    private static final List<SaslMechanism> FOR_TOKENS = List.of(SaslMechanism.XOAUTH2, SaslMechanism.OAUTHBEARER);

    private MechanismChoice() {}

    /**
     * The mechanism that presents a token.
     *
     * @param options what is asked for
     * @param isOffered whether the server offers a mechanism, by its name
     * @return the mechanism; empty when the server offers none that will do
     */
    public static Optional<SaslMechanism> forToken(LoginOptions options, Predicate<String> isOffered) {
        return candidates(options).stream()
                .filter(mechanism -> isOffered.test(mechanism.name()))
                .findFirst();
    }

    /**
     * The mechanisms that present a password, in the order of preference.
     *
     * @param options what is asked for
     * @return names, separated by blanks
     */
    public static String forPassword(LoginOptions options) {
        return options.mechanism().map(Enum::name).orElse("PLAIN LOGIN");
    }

    /**
     * The mechanisms that would do for a token, for messages.
     *
     * @param options what is asked for
     * @return names, separated by blanks
     */
    public static String namesForToken(LoginOptions options) {
        return String.join(" ", candidates(options).stream().map(Enum::name).toList());
    }

    private static List<SaslMechanism> candidates(LoginOptions options) {
        return options.mechanism().map(List::of).orElse(FOR_TOKENS);
    }
}

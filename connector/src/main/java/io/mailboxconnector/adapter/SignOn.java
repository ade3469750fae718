package io.mailboxconnector.adapter;

import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Provider;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that the container keeps instead of the configuration (container-managed sign-on, Connectors 2.1 §9.1.3): the
 * user name is the mailbox, the password is the client secret or the password, whichever the account logs in with.
 *
 * <p>Takes the credential made for this factory where there is one, else any: servers that fill the subject themselves do
 * not always say which factory it is for. Stateless.
 */
final class SignOn {

    private SignOn() {}

    /** The properties with the credentials of the subject in them; unchanged when it has none. */
    static Map<String, String> apply(
            Map<String, String> values, @Nullable Subject subject, MailboxManagedConnectionFactory factory) {
        Optional<PasswordCredential> credential = subject == null ? Optional.empty() : credential(subject, factory);
        if (credential.isEmpty() || isOfTheConfiguration(credential.get(), values)) {
            return values;
        }
        Map<String, String> signedOn = new LinkedHashMap<>(values);
        String user = credential.get().getUserName();
        if (user != null && user.contains("@")) {
            signedOn.put("mailbox", user);
        } else if (user != null && !user.isBlank()) {
            signedOn.put("userName", user);
        }
        signedOn.put(secretProperty(values), passwordOf(credential.get()));
        return signedOn;
    }

    /**
     * Payara always makes a credential, of the properties {@code userName} and {@code password} of the pool: it is empty
     * when there are none, else it says nothing that the configuration does not say better.
     */
    private static boolean isOfTheConfiguration(PasswordCredential credential, Map<String, String> values) {
        String password = passwordOf(credential);
        return password.isEmpty() || password.equals(values.get("password"));
    }

    private static String passwordOf(PasswordCredential credential) {
        char[] password = credential.getPassword();
        return password == null ? "" : String.valueOf(password);
    }

    private static Optional<PasswordCredential> credential(Subject subject, MailboxManagedConnectionFactory factory) {
        Set<PasswordCredential> all = subject.getPrivateCredentials(PasswordCredential.class);
        return all.stream()
                .filter(one -> factory.equals(one.getManagedConnectionFactory()))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Where the secret belongs, by what is configured or, without that, what is the provider's usual way. */
    private static String secretProperty(Map<String, String> values) {
        String authentication = plain(values.getOrDefault("authentication", ""));
        boolean byPassword = authentication.isEmpty()
                ? Arrays.stream(Provider.values())
                        .filter(provider -> plain(provider.name()).equals(plain(values.getOrDefault("provider", ""))))
                        .flatMap(provider -> provider.authentications().stream().limit(1))
                        .anyMatch(Authentication.Mode.PASSWORD::equals)
                : authentication.equals(plain(Authentication.Mode.PASSWORD.name()));
        return byPassword ? "password" : "clientSecret";
    }

    private static String plain(String name) {
        return name.strip().replace("_", "").toLowerCase(Locale.ROOT);
    }
}

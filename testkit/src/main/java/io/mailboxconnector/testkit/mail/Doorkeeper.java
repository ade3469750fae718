package io.mailboxconnector.testkit.mail;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.user.UserManager;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/**
 * Decides who may log in: a mailbox with its password, or with a token that the given rule accepts.
 *
 * <p>GreenMail asks here for {@code LOGIN}, {@code PLAIN} and {@code XOAUTH2} alike, in IMAP and in SMTP.
 */
final class Doorkeeper extends UserManager {

    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final BiPredicate<String, String> tokens;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Doorkeeper(ImapHostManager imapHostManager, BiPredicate<String, String> tokens) {
        super(imapHostManager);
        this.tokens = tokens;
    }

    @Override
    public boolean test(String mailbox, String secret) {
        boolean welcome = getUser(mailbox) != null
                && (secret.equals(passwords.get(key(mailbox))) || tokens.test(mailbox, secret));
        (welcome ? accepted : refused).incrementAndGet();
        return welcome;
    }

    void setPassword(String mailbox, String password) {
        passwords.put(key(mailbox), password);
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    private static String key(String mailbox) {
        return mailbox.trim().toLowerCase(Locale.ROOT);
    }
}

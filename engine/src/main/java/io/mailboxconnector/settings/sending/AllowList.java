package io.mailboxconnector.settings.sending;

import java.util.List;
import java.util.Locale;

/**
 * Whom mails may go to.
 *
 * @param entries addresses and domains in lower case; empty for everybody
 */
public record AllowList(List<String> entries) {

    /** Everybody. */
    public static final AllowList EVERYBODY = new AllowList(List.of());

    /** Copies the list. */
    public AllowList {
        entries = List.copyOf(entries);
    }

    /**
     * Whether a mail may go to an address. A domain does not stand for its subdomains.
     *
     * @param address the address
     * @return true when the address or its domain is in the list, or the list is empty
     */
    public boolean permits(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        String domain = lower.substring(lower.lastIndexOf('@') + 1);
        return entries.isEmpty()
                || entries.contains(lower)
                || entries.contains(domain)
                || entries.contains("@" + domain);
    }
}

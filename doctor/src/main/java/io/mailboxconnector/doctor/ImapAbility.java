package io.mailboxconnector.doctor;

import io.mailboxconnector.imap.ImapSession;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The capabilities of an IMAP server whose absence an administrator would notice. */
enum ImapAbility {
    /** RFC 2177. */
    IDLE("new mail is found by polling only, see pollInterval"),
    /** RFC 6851. */
    MOVE("mails are moved by copying and deleting"),
    /** RFC 4315. */
    UIDPLUS("deleted mails, and moved ones on a server without MOVE, stay in the folder marked as deleted");

    private final String lack;

    ImapAbility(String lack) {
        this.lack = lack;
    }

    /** What a server has, and what follows from what it has not. */
    static String of(ImapSession session) {
        List<ImapAbility> present = Arrays.stream(values())
                .filter(ability -> session.hasCapability(ability.name()))
                .toList();
        String offers = present.isEmpty()
                ? "none of the extensions that matter"
                : present.stream().map(ImapAbility::name).collect(Collectors.joining(", "));
        return Arrays.stream(values())
                .filter(ability -> !present.contains(ability))
                .map(ability -> "; no " + ability + ": " + ability.lack)
                .collect(Collectors.joining("", "offers " + offers, ""));
    }
}

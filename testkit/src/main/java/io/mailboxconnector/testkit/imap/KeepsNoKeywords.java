package io.mailboxconnector.testkit.imap;

/** Keeps the flags of the standard and no keywords, as Exchange Online does. */
public final class KeepsNoKeywords implements ImapBehaviour {

    @Override
    public String permanentFlags(String usual) {
        return usual.replace(" \\*", "");
    }
}

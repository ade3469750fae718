package io.mailboxconnector.testkit.imap;

/** Offers UIDPLUS and answers COPY with a bare OK, as servers do for folders whose UIDs do not last (RFC 4315 §3). */
public final class NamesNoCopies implements ImapBehaviour {

    @Override
    public boolean tellsCopies() {
        return false;
    }
}

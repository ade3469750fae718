package io.mailboxconnector.api;

/**
 * A key names mails that the folder does not have any more, because the server gave it a new UIDVALIDITY: the folder was deleted
 * and created again, restored or moved to another server (RFC 9051 §2.3.1.1). Nothing was changed. Forget the keys of this folder
 * and search again.
 *
 * @since 0.1
 */
public final class StaleKey extends MailboxRefused {

    private static final long serialVersionUID = 1L;

    private final MessageKey key;

    /**
     * Creates the exception.
     *
     * @param message what happened and what to do, beginning with the code
     * @param key the first key that is stale
     */
    public StaleKey(String message, MessageKey key) {
        super(message, null);
        this.key = key;
    }

    /**
     * The key that is stale.
     *
     * @return the first one of those that were given
     */
    public MessageKey key() {
        return key;
    }
}

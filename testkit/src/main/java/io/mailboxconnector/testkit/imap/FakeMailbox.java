package io.mailboxconnector.testkit.imap;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folders of a {@link ScriptedImapServer}; {@code INBOX} is always there. Outlives restarts of its server.
 *
 * <p>Safe for any thread.
 */
public final class FakeMailbox {

    private static final long FIRST_UID_VALIDITY = 1_700_000_001L;

    private final Map<String, FakeFolder> folders = new ConcurrentSkipListMap<>();
    private final AtomicLong nextUidValidity = new AtomicLong(FIRST_UID_VALIDITY);

    /** Creates a mailbox with an empty INBOX. */
    public FakeMailbox() {
        create("INBOX");
    }

    /**
     * The inbox.
     *
     * @return the folder
     */
    public FakeFolder inbox() {
        return folder("INBOX");
    }

    /**
     * An existing folder.
     *
     * @param name the full name
     * @return the folder
     * @throws IllegalArgumentException when there is none
     */
    public FakeFolder folder(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no folder " + name));
    }

    /**
     * The names of all folders.
     *
     * @return a copy of the names
     */
    public Set<String> folderNames() {
        return Set.copyOf(folders.keySet());
    }

    /**
     * Creates a folder.
     *
     * @param name the full name
     * @return false when it exists already
     */
    public boolean create(String name) {
        return folders.putIfAbsent(canonical(name), new FakeFolder(canonical(name), nextUidValidity.getAndIncrement()))
                == null;
    }

    /**
     * Looks for a folder.
     *
     * @param name the full name
     * @return the folder, empty when there is none
     */
    public Optional<FakeFolder> find(String name) {
        return Optional.ofNullable(folders.get(canonical(name)));
    }

    private static String canonical(String name) {
        return name.equalsIgnoreCase("INBOX") ? "INBOX" : name;
    }
}

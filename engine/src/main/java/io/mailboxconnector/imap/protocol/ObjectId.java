package io.mailboxconnector.imap.protocol;

import jakarta.mail.FetchProfile;
import java.util.Optional;
import org.eclipse.angus.mail.imap.protocol.FetchItem;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.jspecify.annotations.Nullable;

/**
 * An object identifier among the items of a FETCH (RFC 8474 §5.1, §5.2), which Angus does not know: an id in parentheses, or NIL.
 *
 * <p>Immutable.
 */
public final class ObjectId extends FetchItem {

    public static final ObjectId EMAIL = new ObjectId("EMAILID");
    public static final ObjectId THREAD = new ObjectId("THREADID");

    private ObjectId(String name) {
        super(name, new FetchProfile.Item(name) {});
    }

    /** The id, empty where the server says that there is none. */
    @Override
    public Object parseItem(FetchResponse response) {
        response.skipSpaces();
        if (response.peekByte() != '(') {
            response.readAtom();
            return Optional.empty();
        }
        String @Nullable [] ids = response.readAtomStringList();
        return ids == null || ids.length != 1 ? Optional.empty() : Optional.of(ids[0]);
    }

    /** The id in a response, empty when it is not there. */
    public Optional<String> in(FetchResponse response) {
        @Nullable
        Object found = response.getExtensionItems() == null
                ? null
                : response.getExtensionItems().get(getName());
        return found instanceof Optional<?> id ? id.map(String.class::cast) : Optional.empty();
    }
}

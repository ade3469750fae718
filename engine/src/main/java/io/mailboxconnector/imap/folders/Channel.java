package io.mailboxconnector.imap.folders;

import jakarta.mail.Flags;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/** The connection, as far as folders need it. Belongs to the thread of its session. */
public interface Channel {

    /**
     * Whether the server offers a capability.
     *
     * @param name the name in any case
     * @return true when it does
     */
    boolean hasCapability(String name);

    /**
     * Adds the name of a folder in the encoding that was agreed upon, quoted where necessary.
     *
     * @param arguments to which it is added
     * @param name the full name
     * @return the same arguments
     */
    Argument folder(Argument arguments, String name);

    /**
     * Flags as a list in parentheses.
     *
     * @param flags the flags
     * @return the list
     */
    String flagList(Flags flags);

    /**
     * Sends a command and reads its whole answer.
     *
     * @param command the command
     * @param arguments what follows it
     * @return all responses, the tagged one last
     * @throws ProtocolException when the answer is not OK
     */
    Response[] ask(String command, @Nullable Argument arguments) throws ProtocolException;
}

package io.mailboxconnector.imap.protocol;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.eclipse.angus.mail.iap.Protocol;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.FetchItem;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * Makes a {@link FetchResponse} of the answer to a FETCH. The server brings Angus Mail, and the constructor for it is not
 * the same in all: 2.0.4 of WildFly has two parameters, 2.0.5 of Payara has three.
 *
 * <p>Stateless.
 */
final class FetchParser {

    private static final MethodHandle CONSTRUCTOR = constructor();

    private FetchParser() {}

    /** Parses an answer that was read from a connection. */
    static FetchResponse parse(IMAPResponse response, FetchItem[] extensions, Protocol protocol)
            throws IOException, ProtocolException {
        try {
            return (FetchResponse) CONSTRUCTOR.invokeExact(response, extensions, protocol);
        } catch (IOException | ProtocolException | RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable undeclared) {
            throw new IllegalStateException(undeclared);
        }
    }

    private static MethodHandle constructor() {
        MethodType two = MethodType.methodType(void.class, IMAPResponse.class, FetchItem[].class);
        try {
            return find(two.appendParameterTypes(Protocol.class));
        } catch (NoSuchMethodException beforeAngus205) {
            try {
                return MethodHandles.dropArguments(find(two), 2, Protocol.class);
            } catch (NoSuchMethodException unknown) {
                throw new LinkageError("this version of Angus Mail is unknown to the connector", unknown);
            }
        }
    }

    private static MethodHandle find(MethodType parameters) throws NoSuchMethodException {
        try {
            return MethodHandles.publicLookup().findConstructor(FetchResponse.class, parameters);
        } catch (IllegalAccessException hidden) {
            throw new LinkageError("the constructor of FetchResponse is not public", hidden);
        }
    }
}

package io.mailboxconnector.api.outgoing;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the content of an attachment comes from: opened when the mail is rendered, perhaps more than once, never kept in memory
 * as a whole.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ContentSource {

    /**
     * Opens the content from its beginning; every call gives a stream of its own.
     *
     * @return the stream, closed by the connector
     * @throws IOException when it cannot be read; the mail is not sent then
     */
    InputStream open() throws IOException;
}

package io.mailboxconnector.outbound.outbox;

import io.mailboxconnector.mime.RawMail;
import java.io.InputStream;

/**
 * The content of a mail that does something before it is read for the first time: a submission opens the content when it hands
 * it to the network, and never before. For one thread.
 */
final class MarkedContent implements RawMail {

    private final RawMail content;
    private final Runnable beforeReading;
    private boolean marked;

    MarkedContent(RawMail content, Runnable beforeReading) {
        this.content = content;
        this.beforeReading = beforeReading;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public long bytesInMemory() {
        return content.bytesInMemory();
    }

    /** When the mark fails, nothing is given to read, so nothing is transmitted. */
    @Override
    public InputStream open() {
        if (!marked) {
            beforeReading.run();
            marked = true;
        }
        return content.open();
    }

    /** Whether it was read. */
    boolean isMarked() {
        return marked;
    }

    @Override
    public void close() {
        content.close();
    }
}

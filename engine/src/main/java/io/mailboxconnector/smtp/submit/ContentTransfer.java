package io.mailboxconnector.smtp.submit;

import io.mailboxconnector.mime.RawMail;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Sends the content of a mail: at once by {@code BDAT}, in chunks by {@code BDAT}, or by {@code DATA} (RFC 3030 §2, RFC 5321
 * §4.1.1.4). For one mail and one thread.
 *
 * <p>Of a big mail one chunk at most is under way unanswered: replies are read in time, so that neither side waits for the other
 * to take what it wrote, and a refusal ends the transfer instead of the line.
 */
final class ContentTransfer {

    /** How much is sent before the reply to what was sent before is read. */
    static final int CHUNK = 1024 * 1024;

    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private final SubmissionChannel channel;
    private final RawMail content;
    private boolean complete;

    ContentTransfer(SubmissionChannel channel, RawMail content) {
        this.channel = channel;
        this.content = content;
    }

    /** Whether the content was handed to the network to its very end: from then on the server may have taken the mail. */
    boolean isComplete() {
        return complete;
    }

    /** Adds the whole content to the flight, which is flushed. */
    void atOnce() throws IOException {
        channel.command("BDAT " + content.size() + " LAST");
        try (InputStream in = content.open()) {
            in.transferTo(channel.content());
        }
        channel.flush();
        complete = true;
    }

    /** Sends chunk by chunk and gives the reply that decides. */
    SmtpReply inChunks() throws IOException {
        try (InputStream in = content.open()) {
            long left = content.size();
            boolean unanswered = false;
            while (left > CHUNK) {
                chunk(in, CHUNK, "");
                left -= CHUNK;
                if (unanswered) {
                    SmtpReply reply = channel.reply();
                    if (!reply.isPositive()) {
                        dropReplyToNextChunk();
                        return reply;
                    }
                }
                unanswered = true;
            }
            if (unanswered) {
                SmtpReply reply = channel.reply();
                if (!reply.isPositive()) {
                    return reply;
                }
            }
            chunk(in, (int) left, " LAST");
            complete = true;
            return channel.finalReply();
        }
    }

    /** Sends by {@code DATA}, after the server asked for the content. */
    SmtpReply afterData() throws IOException {
        try (InputStream in = content.open()) {
            OutputStream stuffed = new DotStuffing(channel.content());
            in.transferTo(stuffed);
        }
        channel.content().write(FINAL_DOT);
        channel.flush();
        complete = true;
        return channel.finalReply();
    }

    /** Ends a {@code DATA} that nobody shall get (RFC 2920 §3.1). */
    SmtpReply nothingAfterData() throws IOException {
        channel.content().write(FINAL_DOT);
        channel.flush();
        return channel.reply();
    }

    /** The chunk behind a refused one is refused, too (RFC 3030 §2). */
    private void dropReplyToNextChunk() {
        try {
            channel.reply();
        } catch (IOException e) {
            // The channel remembers that it broke; what was refused before stays refused.
            return;
        }
    }

    private void chunk(InputStream in, int size, String last) throws IOException {
        channel.command("BDAT " + size + last);
        byte[] block = new byte[16 * 1024];
        int left = size;
        while (left > 0) {
            int read = in.readNBytes(block, 0, Math.min(block.length, left));
            if (read == 0) {
                throw new IOException("the content is shorter than it was");
            }
            channel.content().write(block, 0, read);
            left -= read;
        }
        channel.flush();
    }
}

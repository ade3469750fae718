package io.mailboxconnector.outbound.reading;

import io.mailboxconnector.imap.ImapSession;
import io.mailboxconnector.mime.ParsedMail;
import io.mailboxconnector.mime.RawMail;
import jakarta.mail.internet.MimeMessage;
import java.util.Collection;
import java.util.function.Function;

/** The handle of an application, as far as its folders need it. Belongs to the thread of the handle. */
public interface ReadingLane {

    /**
     * Reads or changes something by commands that may be executed twice.
     *
     * @param operation what is done
     * @param <R> its result
     * @return the result
     * @throws IllegalStateException when the handle cannot be used, or not by this thread
     */
    <R> R read(Function<ImapSession, R> operation);

    /**
     * Changes something by commands that must not be repeated.
     *
     * @param operation what is done
     * @param <R> its result
     * @return the result
     * @throws IllegalStateException when the handle cannot be used, or not by this thread
     */
    <R> R change(Function<ImapSession, R> operation);

    /**
     * Writes a message out. No network traffic.
     *
     * @param message the message
     * @return its bytes, to be closed by the caller
     */
    RawMail render(MimeMessage message);

    /**
     * Keeps mails alive until they are released or the handle is closed.
     *
     * @param mails the mails
     */
    void keep(Collection<ParsedMail> mails);

    /**
     * Ends the life of mails that were kept.
     *
     * @param mails the mails
     */
    void release(Collection<ParsedMail> mails);
}

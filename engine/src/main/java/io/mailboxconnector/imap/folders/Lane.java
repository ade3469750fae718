package io.mailboxconnector.imap.folders;

import org.eclipse.angus.mail.iap.ProtocolException;

/** The way through the door of the room: nothing but classified failures comes back. */
public interface Lane {

    /**
     * Some commands and the reading of their answers.
     *
     * @param <T> what is made of the answers
     */
    interface Step<T> {
        /**
         * Takes the step.
         *
         * @return the result
         * @throws ProtocolException when the server refuses or is gone
         */
        T take() throws ProtocolException;
    }

    /**
     * Takes a step.
     *
     * @param command what it is, for messages
     * @param step the step
     * @param <T> what is made of the answers
     * @return the result of the step
     * @throws io.mailboxconnector.api.MailboxException when it fails
     */
    <T> T run(String command, Step<T> step);
}

package io.mailboxconnector.outbound.sending;

/** Something that keeps captured mails: a connection factory. Safe for use by any number of threads. */
@FunctionalInterface
public interface CaptureSource {

    /**
     * The captured mails.
     *
     * @return what keeps them
     */
    CapturedMails captured();
}

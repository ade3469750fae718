package io.mailboxconnector.smtp;

/**
 * A refusal by a server, with everything that a message about it says.
 *
 * @param cause what Angus threw
 * @param server host and port
 * @param mailbox the mailbox
 * @param subject what was refused: the sender's address; empty text where that is plain
 * @param reply the reply
 */
record Refusal(Throwable cause, String server, String mailbox, String subject, SmtpReply reply) {

    String text() {
        return reply.text();
    }
}

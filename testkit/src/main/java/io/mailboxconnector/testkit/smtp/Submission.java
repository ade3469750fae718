package io.mailboxconnector.testkit.smtp;

import java.util.List;

/**
 * A message that a scripted server took.
 *
 * @param connection the number of the connection it came over, from 1
 * @param sender the text after {@code MAIL FROM:}
 * @param recipients the addresses after {@code RCPT TO:}, without angle brackets
 * @param content the message, dots undone
 */
public record Submission(int connection, String sender, List<String> recipients, String content) {

    /** Copies the list. */
    public Submission {
        recipients = List.copyOf(recipients);
    }
}

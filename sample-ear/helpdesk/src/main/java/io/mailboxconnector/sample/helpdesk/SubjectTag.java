package io.mailboxconnector.sample.helpdesk;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a ticket in the subject of its mails, {@code [#123]}: finds the ticket when a mail program loses the references.
 */
final class SubjectTag {

    private static final Pattern TAG = Pattern.compile("\\s*\\[#([1-9][0-9]{0,17})]");
    private static final Pattern REPLY = Pattern.compile("^\\s*(re|aw|sv|antw)\\s*:\\s*", Pattern.CASE_INSENSITIVE);

    private SubjectTag() {}

    /**
     * The first tag in a subject.
     *
     * @param subject any subject
     * @return the number; empty when there is no tag
     */
    static OptionalLong in(String subject) {
        Matcher tag = TAG.matcher(subject);
        return tag.find() ? OptionalLong.of(Long.parseLong(tag.group(1))) : OptionalLong.empty();
    }

    /**
     * The subject of a mail to the customer.
     *
     * @param ticket the ticket
     * @return {@code Re: subject [#number]}, without the prefixes and tags that the customer's subject had
     */
    static String reply(Ticket ticket) {
        String subject = TAG.matcher(ticket.subject()).replaceAll("");
        Matcher prefix = REPLY.matcher(subject);
        while (prefix.find()) {
            subject = subject.substring(prefix.end());
            prefix = REPLY.matcher(subject);
        }
        return ("Re: " + subject).strip() + " [#" + ticket.id() + "]";
    }
}

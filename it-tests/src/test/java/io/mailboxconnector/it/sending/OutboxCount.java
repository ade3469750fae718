package io.mailboxconnector.it.sending;

import io.mailboxconnector.testkit.smtp.ScriptedSmtpServer;
import io.mailboxconnector.testkit.smtp.Submission;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What became of the orders.
 *
 * @param committed how many orders the database has
 * @param received how many different mails the mail server took
 * @param parked how many mails wait for an administrator, because nobody knows
 * @param parkedAndReceived how many of them the mail server did take
 * @param twice the mails that it took more than once
 * @param lost the mails of orders that it did not take, and that are not parked
 * @param unwanted the mails that it took although there is no order
 */
record OutboxCount(
        int committed,
        int received,
        int parked,
        int parkedAndReceived,
        Set<String> twice,
        Set<String> lost,
        Set<String> unwanted) {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

    static OutboxCount of(OutboxRows rows, ScriptedSmtpServer smtp) throws SQLException {
        Set<String> committed = rows.committed();
        Set<String> unknown = rows.inState("UNKNOWN");
        Map<String, Long> received = smtp.submissions().stream()
                .map(Submission::content)
                .map(MESSAGE_ID::matcher)
                .filter(Matcher::find)
                .map(header -> header.group(1))
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        Set<String> twice = received.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new OutboxCount(
                committed.size(),
                received.size(),
                unknown.size(),
                minus(unknown, minus(unknown, received.keySet())).size(),
                twice,
                minus(minus(committed, received.keySet()), unknown),
                minus(received.keySet(), committed));
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Override
    public String toString() {
        return committed + " orders committed, " + received + " mails received, " + twice.size() + " twice, "
                + lost.size() + " lost, " + unwanted.size() + " without an order, " + parked
                + " parked as unknown, of which "
                + parkedAndReceived + " were received";
    }
}

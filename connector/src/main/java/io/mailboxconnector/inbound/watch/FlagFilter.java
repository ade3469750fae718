package io.mailboxconnector.inbound.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A search expression about flags alone, decided here: which new mails are to be delivered is then known from their metadata,
 * without a search. Immutable.
 */
final class FlagFilter {

    private final List<Predicate<Set<String>>> conditions;

    private FlagFilter(List<Predicate<Set<String>>> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    /**
     * Reads an expression.
     *
     * @param expression what the server would be asked (RFC 9051 §6.4.4)
     * @return empty when it has keys that only the server can decide
     */
    static Optional<FlagFilter> of(String expression) {
        List<Predicate<Set<String>>> conditions = new ArrayList<>();
        String[] words = expression.strip().toLowerCase(Locale.ROOT).split(" +");
        for (int i = 0; i < words.length; i++) {
            boolean hasNext = i + 1 < words.length;
            switch (words[i]) {
                case "all" -> {}
                case "unseen" -> conditions.add(flags -> !flags.contains("\\seen"));
                case "undeleted" -> conditions.add(flags -> !flags.contains("\\deleted"));
                case "unflagged" -> conditions.add(flags -> !flags.contains("\\flagged"));
                case "unanswered" -> conditions.add(flags -> !flags.contains("\\answered"));
                case "unkeyword" -> {
                    if (!hasNext) {
                        return Optional.empty();
                    }
                    String keyword = words[++i];
                    conditions.add(flags -> !flags.contains(keyword));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new FlagFilter(conditions));
    }

    /**
     * Whether a mail is to be delivered.
     *
     * @param flags its flags and keywords in lower case
     * @return true when the server would find it
     */
    boolean admits(Set<String> flags) {
        return conditions.stream().allMatch(condition -> condition.test(flags));
    }
}

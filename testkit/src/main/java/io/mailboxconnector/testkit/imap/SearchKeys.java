package io.mailboxconnector.testkit.imap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The search keys that clients of this project use (RFC 9051 §6.4.4). */
final class SearchKeys {

    private final Deque<String> words;
    private final List<FakeMail> mails;

    SearchKeys(String expression, List<FakeMail> mails) {
        this.words = new ArrayDeque<>(Words.of(expression));
        this.mails = mails;
    }

    List<Long> found() {
        Predicate<FakeMail> all = mail -> true;
        while (!words.isEmpty()) {
            all = all.and(key());
        }
        return mails.stream().filter(all).map(FakeMail::uid).toList();
    }

    private Predicate<FakeMail> key() {
        String word = words.removeFirst();
        if (word.startsWith("(")) {
            List<Long> inner = new SearchKeys(Words.inside(word), mails).found();
            return mail -> inner.contains(mail.uid());
        }
        String key = word.toUpperCase(Locale.ROOT);
        return switch (key) {
            case "CHARSET" -> {
                words.removeFirst();
                yield mail -> true;
            }
            case "ALL" -> mail -> true;
            case "NOT" -> key().negate();
            case "OR" -> key().or(key());
            case "UID" -> uids(words.removeFirst());
            case "KEYWORD" -> flag(words.removeFirst());
            case "UNKEYWORD" -> flag(words.removeFirst()).negate();
            case "SUBJECT", "FROM", "TO", "CC" -> header(key, words.removeFirst());
            case "HEADER" -> header(words.removeFirst(), words.removeFirst());
            case "TEXT", "BODY" -> text(words.removeFirst());
            case "UNSEEN", "UNDELETED", "UNFLAGGED", "UNANSWERED", "UNDRAFT" ->
                flag("\\" + key.substring("UN".length())).negate();
            case "SEEN", "DELETED", "FLAGGED", "ANSWERED", "DRAFT" -> flag("\\" + key);
            default -> sequence(word);
        };
    }

    private Predicate<FakeMail> sequence(String word) {
        if (!UidRanges.isSet(word)) {
            throw new IllegalArgumentException("search key " + word + " is not supported");
        }
        List<Long> numbers = new java.util.ArrayList<>();
        for (long i = 1; i <= mails.size(); i++) {
            numbers.add(i);
        }
        var chosen = UidRanges.select(word, numbers);
        return mail -> chosen.contains((long) mails.indexOf(mail) + 1);
    }

    private Predicate<FakeMail> uids(String set) {
        var chosen = UidRanges.select(set, mails.stream().map(FakeMail::uid).toList());
        return mail -> chosen.contains(mail.uid());
    }

    private static Predicate<FakeMail> flag(String flag) {
        return mail -> mail.flags().contains(flag);
    }

    private static Predicate<FakeMail> header(String name, String value) {
        String wanted = value.toLowerCase(Locale.ROOT);
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return mail -> text(mail)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .anyMatch(line -> line.startsWith(start) && line.contains(wanted));
    }

    private static Predicate<FakeMail> text(String value) {
        String wanted = value.toLowerCase(Locale.ROOT);
        return mail -> text(mail).contains(wanted);
    }

    private static String text(FakeMail mail) {
        return new String(mail.bytes(), java.nio.charset.StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }
}

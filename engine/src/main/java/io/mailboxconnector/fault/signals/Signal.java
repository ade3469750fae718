package io.mailboxconnector.fault.signals;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that goes wrong, with its explanation.
 *
 * @param number its number, which never changes
 * @param phase at which door it is met
 * @param category who has to do something
 * @param codes under which it is reported; more than one where the situation decides
 * @param signs any one of which shows it; none for the general explanation of its codes
 * @param meaning what it means, a sentence in plain words
 * @param remedy what to do, with {@link Placeholder}s
 */
public record Signal(
        int number,
        Phase phase,
        Category category,
        List<String> codes,
        List<Sign> signs,
        String meaning,
        String remedy) {

    /** Copies the lists. */
    public Signal {
        codes = List.copyOf(codes);
        signs = List.copyOf(signs);
    }

    /** Begins the declaration of a signal with the numbers of its messages. */
    static Signal of(int number, Phase phase, Category category, int... codes) {
        List<String> texts = new ArrayList<>();
        for (int code : codes) {
            texts.add("MBX" + code);
        }
        return new Signal(number, phase, category, texts, List.of(), "", "");
    }

    /** With signs, any one of which is enough. */
    Signal seen(Sign... more) {
        List<Sign> all = new ArrayList<>(signs);
        all.addAll(List.of(more));
        return new Signal(number, phase, category, codes, all, meaning, remedy);
    }

    /** With its meaning. */
    Signal means(String text) {
        return new Signal(number, phase, category, codes, signs, text, remedy);
    }

    /** With its remedy, which completes it. */
    Signal remedy(String text) {
        return new Signal(number, phase, category, codes, signs, meaning, text);
    }

    /**
     * Whether one of its signs is to be seen.
     *
     * @param evidence what was seen
     * @return true when it is
     */
    public boolean isIn(Evidence evidence) {
        return phase == evidence.phase() && signs.stream().anyMatch(sign -> sign.isIn(evidence));
    }

    /**
     * What it means and what to do, with the administrator's own values.
     *
     * @param values what is known of them
     * @return two or more sentences
     */
    public String explanation(KnownValues values) {
        return values.fill(meaning) + " " + remedy(values);
    }

    /**
     * What to do, with the administrator's own values.
     *
     * @param values what is known of them
     * @return one or more sentences
     */
    public String remedy(KnownValues values) {
        return values.fill(remedy);
    }
}

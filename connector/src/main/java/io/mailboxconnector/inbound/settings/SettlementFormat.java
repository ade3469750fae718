package io.mailboxconnector.inbound.settings;

import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.Format;
import java.util.List;
import java.util.Locale;

/**
 * How settlements are written in a configuration and in the ledger: a word, some of them with an argument after a colon.
 * Stateless.
 */
public final class SettlementFormat {

    private static final List<String> AFTER_DELIVERY =
            List.of("seen", "flag:<keyword>", "move:<folder>", "copy:<folder>", "delete", "keep");
    private static final List<String> ON_FAILURE = List.of("move:<folder>", "flag:<keyword>", "keep");

    private SettlementFormat() {}

    static Format<Settlement> afterDelivery() {
        return of(AFTER_DELIVERY);
    }

    static Format<Settlement> onFailure() {
        return of(ON_FAILURE);
    }

    /**
     * A settlement as it would stand in a configuration. The reason of a quarantine is left out.
     *
     * @param settlement any
     * @return such as {@code move:Done}
     */
    public static String text(Settlement settlement) {
        if (settlement instanceof Settlement.Flag flag) {
            return "flag:" + flag.keyword();
        } else if (settlement instanceof Settlement.MoveTo target) {
            return "move:" + target.folder();
        } else if (settlement instanceof Settlement.Quarantine target) {
            return "move:" + target.folder();
        } else if (settlement instanceof Settlement.CopyTo target) {
            return "copy:" + target.folder();
        } else if (settlement instanceof Settlement.Delete) {
            return "delete";
        }
        return settlement instanceof Settlement.MarkSeen ? "seen" : "keep";
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param text such as {@code move:Done}
     * @return the settlement
     */
    public static Settlement settlement(String text) {
        return parse(text, AFTER_DELIVERY);
    }

    private static Format<Settlement> of(List<String> forms) {
        return Format.of(String.join(", ", forms), text -> parse(text, forms));
    }

    private static Settlement parse(String text, List<String> forms) {
        int colon = text.indexOf(':');
        String word = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        String argument = colon < 0 ? "" : text.substring(colon + 1).strip();
        List<String> words = forms.stream().map(SettlementFormat::wordOf).toList();
        int form = words.indexOf(word);
        if (form < 0) {
            throw Format.Unfit.noneOf(words, word);
        }
        boolean takesArgument = forms.get(form).indexOf(':') > 0;
        if (takesArgument == argument.isEmpty()) {
            throw new Format.Unfit(
                    takesArgument ? "lacks the name after the colon" : "takes nothing after " + word, null);
        }
        return settlement(word, argument);
    }

    private static Settlement settlement(String word, String argument) {
        return switch (word) {
            case "seen" -> Settlement.markSeen();
            case "flag" -> flag(argument);
            case "move" -> Settlement.moveTo(argument);
            case "copy" -> Settlement.copyTo(argument);
            case "delete" -> Settlement.delete();
            default -> Settlement.keep();
        };
    }

    private static Settlement flag(String keyword) {
        try {
            return Settlement.flag(keyword);
        } catch (IllegalArgumentException notAtom) {
            throw new Format.Unfit("is no IMAP keyword: letters, digits, $, - and _ are safe", notAtom);
        }
    }

    private static String wordOf(String form) {
        int colon = form.indexOf(':');
        return colon < 0 ? form : form.substring(0, colon);
    }
}

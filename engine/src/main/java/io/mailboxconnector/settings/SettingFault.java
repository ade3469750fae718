package io.mailboxconnector.settings;

import java.util.Optional;

/**
 * One thing that is wrong with a configuration, told so that an administrator can put it right.
 *
 * @param property the name of the property
 * @param given what was given, printable: shortened, without control characters, secrets masked; empty when nothing was
 * @param problem what is wrong with it, continuing a sentence that begins with the property
 * @param remedy what to do about it, a sentence
 */
public record SettingFault(String property, Optional<String> given, String problem, String remedy) {

    private static final int PRINTED = 80;

    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= PRINTED ? line : line.substring(0, PRINTED) + "…";
    }

    /** The fault in two sentences, as it stands in the message of the exception. */
    @Override
    public String toString() {
        return property + given.map(text -> " = '" + text + "'").orElse("") + " " + problem + ". " + remedy;
    }
}

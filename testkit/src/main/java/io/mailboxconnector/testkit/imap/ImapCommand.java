package io.mailboxconnector.testkit.imap;

import java.util.List;

/**
 * A command of a client, as the server understood it.
 *
 * @param tag the tag
 * @param name the command in upper case, {@code UID} commands with their second word ({@code UID FETCH})
 * @param arguments the rest of the line as it came, literals as quoted strings
 */
public record ImapCommand(String tag, String name, String arguments) {

    /**
     * The words of the arguments.
     *
     * @return strings without quotes; a parenthesised list is one word with its parentheses
     */
    public List<String> words() {
        return Words.of(arguments);
    }

    /**
     * One word of the arguments.
     *
     * @param index from 0
     * @return the word; empty text when there are not so many
     */
    public String word(int index) {
        List<String> words = words();
        return index < words.size() ? words.get(index) : "";
    }

    /**
     * The same command with other arguments.
     *
     * @param other the arguments
     * @return a new command
     */
    public ImapCommand withArguments(String other) {
        return new ImapCommand(tag, name, other);
    }

    /** The command without its tag. */
    @Override
    public String toString() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}

package io.mailboxconnector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.adapter.MessageCatalogue.Numbered;
import io.mailboxconnector.adapter.MessageCatalogue.Room;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The messages keep to the rules on which administrators rely. */
class MessagesTest {

    /** A full stop, and something after it. */
    private static final Pattern SECOND_SENTENCE = Pattern.compile("\\. \\S");

    /** Messages of exceptions that need not say what can be done, and why. */
    private static final Map<String, String> WITHOUT_REMEDY = Map.of(
            "MBX10001", "each of the faults that it lists has its own",
            "MBX11010", "somebody interrupted the thread on purpose",
            "MBX11012", "somebody stopped the connector on purpose",
            "MBX16010", "somebody interrupted the thread on purpose");

    private static final List<Numbered> MESSAGES = MessageCatalogue.messages();

    @Test
    void everyRoomSpeaks() {
        assertThat(MESSAGES).extracting(Numbered::room).contains(Room.values());
    }

    @Test
    void noNumberIsUsedTwice() {
        assertThat(MESSAGES).extracting(Numbered::code).doesNotHaveDuplicates();
    }

    @Test
    void everyNumberLiesInTheRangeOfItsRoom() {
        assertThat(MESSAGES)
                .allSatisfy(message -> assertThat(message.room().owns(message.number()))
                        .as("%s is declared in the room %s", message.code(), message.room())
                        .isTrue());
    }

    @Test
    void noPlaceholderIsLeftInTheTexts() {
        assertThat(MESSAGES)
                .extracting(Numbered::text)
                .allSatisfy(text -> assertThat(text).doesNotContain("%"));
    }

    @Test
    void exceptionsSayWhatHappenedAndWhatCanBeDone() {
        assertThat(MESSAGES)
                .filteredOn(Numbered::isException)
                .filteredOn(message -> !SECOND_SENTENCE.matcher(message.text()).find())
                .as("messages of exceptions with one sentence only")
                .extracting(Numbered::code)
                .containsExactlyInAnyOrderElementsOf(WITHOUT_REMEDY.keySet());
    }
}

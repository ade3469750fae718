package io.mailboxconnector.fault.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue is complete, and its texts are fit to stand in messages. */
class SignalCatalogueTest {

    static Collection<Signal> signals() {
        return SignalCatalogue.signals();
    }

    @Test
    void hasTheSeventyTwoSignalsAndEachNumberOnce() {
        assertThat(signals()).extracting(Signal::number).doesNotHaveDuplicates();
        assertThat(signals())
                .extracting(Signal::number)
                .containsAll(IntStream.rangeClosed(1, 72).boxed().toList());
    }

    @Test
    void givesEachOfMicrosoftsNumbersToOneSignal() {
        assertThat(signals().stream().flatMap(signal -> signal.signs().stream()).filter(Sign.Aadsts.class::isInstance))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @MethodSource("signals")
    void saysWhatItMeansAndWhatToDo(Signal signal) {
        assertThat(signal.codes()).isNotEmpty().allMatch(code -> code.matches("MBX1[1-4]\\d{3}"));
        assertThat(signal.meaning()).matches("(?s)[A-Z].*\\.");
        assertThat(signal.explanation(KnownValues.NONE))
                .matches("(?s)[A-Z].*(\\.|\\$false)")
                .as("a placeholder that nobody knows")
                .doesNotContain("{");
    }

    @Test
    void fillsInWhatIsKnownAndShowsWhatIsNot() {
        KnownValues values = KnownValues.NONE
                .with(Placeholder.CLIENT_ID, "client-1")
                .with(Placeholder.MAILBOX, "desk@contoso.example")
                .with(Placeholder.ENTERPRISE_OBJECT_ID, " ");

        assertThat(SignalCatalogue.explain("MBX13001", Evidence.ofText(Phase.IMAP, "AUTHENTICATE failed."), values))
                .contains(
                        "New-ServicePrincipal -AppId client-1 -ObjectId <object id of the enterprise application>",
                        "Set-CASMailbox -Identity desk@contoso.example");
    }

    @Test
    void listensToMicrosoftsNumbersInTheOrderOfTheAnswer() {
        Set<Integer> numbers = new LinkedHashSet<>(List.of(999_999, 53003, 7000215));

        assertThat(SignalCatalogue.find(Evidence.ofToken(401, "invalid_client", numbers, "words")))
                .get()
                .extracting(Signal::number)
                .isEqualTo(21);
        assertThat(SignalCatalogue.find(Evidence.ofToken(401, "invalid_client", Set.of(999_999), "words")))
                .get()
                .extracting(Signal::number)
                .isEqualTo(73);
        assertThat(SignalCatalogue.find(Evidence.ofToken(400, "nonsense", Set.of(), "words")))
                .isEmpty();
    }

    @Test
    void doesNotTakeOneEnhancedStatusForAnother() {
        assertThat(Sign.says("5.7.3").isIn(Evidence.ofReply(535, "535 5.7.3 Authentication unsuccessful")))
                .isTrue();
        assertThat(Sign.says("5.7.3").isIn(Evidence.ofReply(550, "550 5.7.30 Basic authentication")))
                .isFalse();
    }

    @Test
    void takesAReplyThatEverybodyGivesForGmailsAtGmailOnly() {
        Evidence refused = Evidence.ofReply(535, "535 5.7.8 Error: authentication failed");

        assertThat(SignalCatalogue.find(refused.at("smtp.gmail.com")))
                .get()
                .extracting(Signal::number)
                .isEqualTo(61);
        assertThat(SignalCatalogue.find(refused.at("mail.contoso.example"))).isEmpty();
        assertThat(SignalCatalogue.find(refused.at("notgmail.com"))).isEmpty();
    }

    @Test
    void explainsACodeInGeneralWhenNoSignIsSeen() {
        assertThat(SignalCatalogue.explain("MBX13001", Evidence.ofText(Phase.IMAP, "no"), KnownValues.NONE))
                .startsWith("The token does not open the mailbox.");
        assertThat(SignalCatalogue.explain("MBX13003", Evidence.ofText(Phase.IMAP, "no"), KnownValues.NONE))
                .contains("Add-MailboxPermission");
        assertThatThrownBy(
                        () -> SignalCatalogue.explain("MBX99999", Evidence.ofText(Phase.IMAP, "no"), KnownValues.NONE))
                .hasMessageContaining("MBX99999");
        assertThat(SignalCatalogue.reportedAs("MBX14026"))
                .extracting(Signal::number)
                .containsExactly(44);
    }
}

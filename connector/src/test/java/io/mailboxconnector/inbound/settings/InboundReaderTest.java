package io.mailboxconnector.inbound.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailboxconnector.api.ConfigurationInvalid;
import io.mailboxconnector.api.Settlement;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.SettingFault;
import io.mailboxconnector.settings.SettingsReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InboundReaderTest {

    private static final Map<String, String> BY_LOOKUP = Map.of("connectionFactoryLookup", "java:/eis/Mailbox");

    @Test
    void theLookupAloneIsEnough() {
        InboundSettings settings = read(BY_LOOKUP);

        assertThat(settings.account()).isEqualTo(new JndiAccount("java:/eis/Mailbox"));
        assertThat(settings.folder()).isEqualTo("INBOX");
        assertThat(settings.afterDelivery()).isEqualTo(Settlement.markSeen());
        assertThat(settings.onFailure("it failed")).isEqualTo(new Settlement.Quarantine("Failed", "it failed"));
        assertThat(settings.maxConcurrency()).isEqualTo(1);
        assertThat(settings.batchSize()).isEqualTo(50);
        assertThat(settings.idleRenewal()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.redelivery())
                .isEqualTo(new RedeliveryPolicy(5, Duration.ofSeconds(10), 2, Duration.ofMinutes(10)));
        assertThat(settings.fetchBudget()).isEqualTo(8L << 20);
        assertThat(settings.spoolThreshold()).isEqualTo(1L << 20);
    }

    @Test
    void anAccountGivenInlineIsReadWithIt() {
        InboundSettings settings =
                read(Map.of("provider", "google", "mailbox", "a@b.example", "password", "s3cret", "folder", "Orders"));

        assertThat(settings.account())
                .isInstanceOfSatisfying(
                        AccountSettings.class,
                        account -> assertThat(account.mailbox()).isEqualTo("a@b.example"));
        assertThat(settings.watched()).isEqualTo("Orders of the account of a@b.example");
    }

    @Test
    void anAccountBesideTheLookupIsRefused() {
        Map<String, String> values = with("mailbox", "a@b.example");
        values.put("password", "s3cret");
        values.put("connectTimeout", "PT10S");

        assertThat(faults(values))
                .containsExactly(
                        "mailbox = 'a@b.example' would have no effect: the account is that of connectionFactoryLookup."
                                + " Remove it here and set it on the connection factory, or remove"
                                + " connectionFactoryLookup.",
                        "password = '********' would have no effect: the account is that of connectionFactoryLookup."
                                + " Remove it here and set it on the connection factory, or remove"
                                + " connectionFactoryLookup.");
    }

    static Stream<Arguments> settlements() {
        return Stream.of(
                Arguments.of("Seen", Settlement.markSeen(), "UNSEEN UNDELETED"),
                Arguments.of("flag:$Processed", Settlement.flag("$Processed"), "UNSEEN UNDELETED UNKEYWORD $Processed"),
                Arguments.of("move: Done/2026: old", Settlement.moveTo("Done/2026: old"), "UNSEEN UNDELETED"),
                Arguments.of("copy:Archive", Settlement.copyTo("Archive"), "UNSEEN UNDELETED"),
                Arguments.of("delete", Settlement.delete(), "UNSEEN UNDELETED"),
                Arguments.of("KEEP", Settlement.keep(), "UNSEEN UNDELETED"));
    }

    @ParameterizedTest
    @MethodSource("settlements")
    void takesEverySettlement(String text, Settlement settlement, String search) {
        InboundSettings settings = read(with("afterDelivery", text));

        assertThat(settings.afterDelivery()).isEqualTo(settlement);
        assertThat(settings.searchExpression()).isEqualTo(search);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "afterDelivery | moves:Done     | is none of the allowed values, perhaps 'move' was meant",
                "afterDelivery | move           | lacks the name after the colon",
                "afterDelivery | flag: (a)      | is no IMAP keyword: letters, digits, $, - and _ are safe",
                "afterDelivery | seen:x         | takes nothing after seen",
                "afterDelivery | move:inbox     | would move mails into the watched folder itself",
                "onFailure     | delete         | is none of the allowed values",
                "onFailure     | move:INBOX     | would move mails into the watched folder itself",
                "select        | unread         | has the unknown search key unread at position 1",
                "select        | UNSEEN FORM x  | has the unknown search key FORM at position 8",
                "select        | unflagged:     | lacks the keyword after the colon",
                "select        | unflagged:a b  | is no IMAP keyword: letters, digits, $, - and _ are safe",
                "afterDelivery | copy:INBOX     | would copy mails into the watched folder itself",
                "start         | since:1-Feb    | has no date after the colon",
                "start         | yesterday      | is none of the allowed values",
                "orderBy       | subject        | is none of the allowed values",
                "drainTimeout  | PT2H           | is out of range",
                "maxConcurrency| 0              | is out of range",
                "maxConcurrency| many           | is not a whole number",
                "idleRenewal   | PT30M          | is out of range",
                "redeliveryBackoff | 0.5        | is out of range",
                "redeliveryMaxDelay | PT1S      | is shorter than redeliveryDelay (PT10S)",
                "spoolThreshold | 16MiB         |"
                        + " is greater than fetchBudget: a mail between the two could never be fetched",
                "fetchBudget   | lots           | is not a size"
            })
    void tellsWhatIsWrong(String property, String text, String problem) {
        SettingsReader reader = new SettingsReader(with(property, text));
        assertThat(new InboundReader(reader)).isNotNull();

        assertThat(reader.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.property()).isEqualTo(property);
            assertThat(fault.problem()).isEqualTo(problem);
        });
    }

    @Test
    void readMailsCannotBeTheMarkWhenReadMailsAreDelivered() {
        assertThat(faults(with("select", "all")))
                .singleElement()
                .satisfies(fault -> assertThat(fault).startsWith("afterDelivery does not tell delivered mails"));

        Map<String, String> moving = with("select", "all");
        moving.put("afterDelivery", "move:Done");
        assertThat(read(moving).searchExpression()).isEqualTo("ALL UNDELETED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unseen                      | UNSEEN UNDELETED",
                "ALL                         | ALL UNDELETED",
                "unflagged:$Done             | UNKEYWORD $Done UNDELETED",
                "UNSEEN FROM \"a@b.example\" | UNSEEN FROM \"a@b.example\" UNDELETED",
                "FLAGGED DELETED             | FLAGGED DELETED"
            })
    void theSelectionIsSentAsItIsButForDeletedMails(String select, String search) {
        Map<String, String> values = with("select", select);
        values.put("afterDelivery", "move:Done");

        assertThat(read(values).searchExpression()).isEqualTo(search);
    }

    @Test
    void theStartIsPartOfTheSearch() {
        assertThat(read(with("start", "since:2026-02-01")).searchExpression())
                .isEqualTo("UNSEEN UNDELETED SINCE 1-Feb-2026");
    }

    @Test
    void aKeywordThatIsDemandedCannotBeTheMark() {
        Map<String, String> values = with("select", "KEYWORD todo UNSEEN");
        values.put("afterDelivery", "flag:todo");

        assertThat(faults(values))
                .singleElement()
                .asString()
                .startsWith("afterDelivery = 'flag:todo' sets the keyword todo");
    }

    @Test
    void readMailsCannotBeTheMarkOfACopyEither() {
        Map<String, String> values = with("select", "FLAGGED");
        values.put("afterDelivery", "copy:Archive");

        assertThat(faults(values))
                .singleElement()
                .asString()
                .startsWith("afterDelivery = 'copy:Archive' does not tell");
    }

    @Test
    void whatWouldBeForgottenAtARestartIsNoStart() {
        assertThat(faults(with("start", "new")))
                .singleElement()
                .asString()
                .contains("Use all, since:<date>, or select=cursor");
    }

    @Test
    void faultsOfAccountAndDeliveryComeTogether() {
        assertThatThrownBy(() -> read(Map.of("mailbox", "nobody", "maxConcurrency", "0")))
                .isInstanceOf(ConfigurationInvalid.class)
                .hasMessageContainingAll(
                        "faults: 4", "mailbox = 'nobody'", "password is", "imapHost is", "maxConcurrency");
    }

    private static InboundSettings read(Map<String, String> values) {
        return InboundSettings.from(new SettingsReader(values));
    }

    private static List<String> faults(Map<String, String> values) {
        SettingsReader reader = new SettingsReader(values);
        assertThat(new InboundReader(reader)).isNotNull();
        return reader.faults().stream().map(SettingFault::toString).toList();
    }

    private static Map<String, String> with(String property, String text) {
        Map<String, String> values = new LinkedHashMap<>(BY_LOOKUP);
        values.put(property, text);
        return values;
    }
}

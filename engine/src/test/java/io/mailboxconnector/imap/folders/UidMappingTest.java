package io.mailboxconnector.imap.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.junit.jupiter.api.Test;

/** What {@code COPYUID} tells (RFC 4315 §3 and §4). */
class UidMappingTest {

    @Test
    void pairsTheSetsInTheirOrder() throws Exception {
        UidMapping told = mapping("A3 OK [COPYUID 38505 304,319:320 3956:3958] Done", 304L, 319L, 320L);

        assertThat(told.uidValidity()).isEqualTo(38505);
        assertThat(told.uids()).isEqualTo(Map.of(304L, 3956L, 319L, 3957L, 320L, 3958L));
    }

    @Test
    void aRangeMayStandTheOtherWayRound() throws Exception {
        assertThat(mapping("A3 OK [COPYUID 7 3:1 12:10] Done", 1L, 2L, 3L).uids())
                .isEqualTo(Map.of(1L, 10L, 2L, 11L, 3L, 12L));
    }

    @Test
    void aMoveTellsItUntagged() throws Exception {
        assertThat(mapping("* OK [COPYUID 7 1 10] moved", 1L).uids()).isEqualTo(Map.of(1L, 10L));
    }

    @Test
    void neverReadsMoreThanWasAskedFor() throws Exception {
        UidMapping told = mapping("A3 OK [COPYUID 7 1:4294967295 1:4294967295] Done", 1L, 2L);

        assertThat(told.uids()).isEqualTo(Map.of(1L, 1L, 2L, 2L));
    }

    @Test
    void withoutTheCodeNothingIsTold() throws Exception {
        assertThat(mapping("A3 OK Done", 1L)).isEqualTo(UidMapping.NONE);
    }

    @Test
    void severalCommandsAddUp() {
        UidMapping first = new UidMapping(7, Map.of(1L, 10L));

        assertThat(first.plus(new UidMapping(7, Map.of(2L, 11L))).uids()).isEqualTo(Map.of(1L, 10L, 2L, 11L));
        assertThat(first.plus(UidMapping.NONE)).isEqualTo(first);
    }

    private static UidMapping mapping(String line, Long... asked) throws java.io.IOException, ProtocolException {
        return UidMapping.in(new Response[] {new IMAPResponse(line)}, new TreeSet<>(List.of(asked)));
    }
}

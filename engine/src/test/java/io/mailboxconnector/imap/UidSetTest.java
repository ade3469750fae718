package io.mailboxconnector.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sequence sets (RFC 9051 §9). */
class UidSetTest {

    @Test
    void printsRangesInAscendingOrder() {
        assertThat(UidSet.of(List.of(7L, 3L, 1L, 2L))).hasToString("1:3,7");
        assertThat(UidSet.of(5, 6)).hasToString("5:6");
        assertThat(UidSet.of(4_294_967_295L)).hasToString("4294967295");
        assertThat(UidSet.of(List.of())).hasToString("");
    }

    @Test
    void splitsBetweenRangesOnly() {
        UidSet odd = UidSet.of(1, 3, 5, 7, 9, 10, 11);

        assertThat(odd.pieces(5)).containsExactly("1,3,5", "7", "9:11");
        assertThat(UidSet.of(List.of()).pieces()).isEmpty();
    }

    @Test
    void keepsPiecesBelowTheLimitAndLosesNothing() {
        Random random = new Random(11);
        TreeSet<Long> uids = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            uids.add(1 + (long) random.nextInt(100_000));
        }
        TreeSet<Long> printed = new TreeSet<>();
        for (String piece : UidSet.of(uids).pieces()) {
            assertThat(piece).hasSizeLessThanOrEqualTo(7_500);
            for (String range : piece.split(",")) {
                String[] ends = range.split(":");
                LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                        .forEach(printed::add);
            }
        }
        assertThat(printed).isEqualTo(uids);
    }

    @Test
    void isEqualByItsMembers() {
        assertThat(UidSet.of(1, 2)).isEqualTo(UidSet.of(List.of(2L, 1L))).isNotEqualTo(UidSet.of(1));
        assertThat(UidSet.of().isEmpty()).isTrue();
    }
}

package io.mailboxconnector.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailboxconnector.auth.Mechanism;
import io.mailboxconnector.auth.Token;
import io.mailboxconnector.settings.AccountSettings;
import io.mailboxconnector.settings.Authentication;
import io.mailboxconnector.settings.Endpoint;
import io.mailboxconnector.settings.Secret;
import io.mailboxconnector.settings.TlsMode;
import io.mailboxconnector.settings.Trust;
import io.mailboxconnector.smtp.submit.SmtpReply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which lines a token is presented (RFC 4954 §4). */
class TokenLoginTest {

    private static final Endpoint SERVER = new Endpoint("mail.contoso.example", 587, TlsMode.STARTTLS);
    private static final String LONG = "t".repeat(2_000);

    private final List<String> sent = new ArrayList<>();
    private final Deque<SmtpReply> replies = new ArrayDeque<>();

    @Test
    void aShortTokenGoesInTheLineOfTheCommand() throws Exception {
        replies.add(reply(235));

        assertThat(present("short")).isEqualTo(235);

        assertThat(sent)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("AUTH XOAUTH2 ").hasSizeLessThan(512));
    }

    @Test
    void aLongTokenWaitsForItsTurn() throws Exception {
        replies.addAll(List.of(reply(334), reply(235)));

        assertThat(present(LONG)).isEqualTo(235);

        assertThat(sent).hasSize(2).first().isEqualTo("AUTH XOAUTH2");
        assertThat(sent.get(1)).hasSizeGreaterThan(2_000).doesNotStartWith("AUTH");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504})
    void aLongTokenGoesInTheLineOfTheCommandWhereTheServerKnowsNothingElse(int code) throws Exception {
        replies.addAll(List.of(reply(code), reply(235)));

        assertThat(present(LONG)).isEqualTo(235);

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).startsWith("AUTH XOAUTH2 ").hasSizeGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 454, 499, 505, 530, 534, 535, 555})
    void anyOtherRefusalIsOne(int code) throws Exception {
        replies.add(reply(code));

        assertThat(present(LONG)).isEqualTo(code);

        assertThat(sent).containsExactly("AUTH XOAUTH2");
    }

    @Test
    void theSecondRefusalIsTheLastWord() throws Exception {
        replies.addAll(List.of(reply(501), reply(555)));

        assertThat(present(LONG)).isEqualTo(555);

        assertThat(sent).hasSize(2);
    }

    private int present(String token) throws Exception {
        AccountSettings account = SmtpFixture.account(
                Authentication.password("unused", "unused"), SERVER, Trust.JVM_DEFAULT, SmtpFixture.TIMEOUTS);
        Token bearer = new Token(Secret.of(token), Instant.MAX, Mechanism.BEARER);
        return new TokenLogin(account, SERVER, bearer).present("XOAUTH2"::equals, line -> {
            sent.add(line);
            return replies.remove();
        });
    }

    private static SmtpReply reply(int code) {
        return new SmtpReply(code, "", code + " words");
    }
}

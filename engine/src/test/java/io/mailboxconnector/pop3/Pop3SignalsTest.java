package io.mailboxconnector.pop3;

import static io.mailboxconnector.fault.signals.Category.CONFIGURATION;
import static io.mailboxconnector.fault.signals.Category.DEFECT;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.fault.signals.KnownValues;
import io.mailboxconnector.fault.signals.Phase;
import io.mailboxconnector.fault.signals.Placeholder;
import io.mailboxconnector.fault.signals.WireForm;
import io.mailboxconnector.testkit.pop3.Refuses;
import io.mailboxconnector.testkit.pop3.ScriptedPop3Server;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of a POP3 server, as it comes over the wire, is classified and explained. */
class Pop3SignalsTest extends Pop3Fixture {

    static List<WireForm> refusedTokens() {
        return List.of(
                new WireForm(37, "-ERR Protocol error. Connection is closed. 10", "MBX18001", DEFECT),
                new WireForm(
                        38,
                        "-ERR Authentication failure: unknown user name or bad password.",
                        "MBX18001",
                        CONFIGURATION),
                new WireForm(
                        112,
                        "-ERR [AUTH] {\"status\":\"invalid_token\",\"scope\":\"mail\"}",
                        "MBX18001",
                        CONFIGURATION));
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void explainsRefusedTokens(WireForm form) {
        ScriptedPop3Server server = start(new Refuses("AUTH", form.wire()));

        form.assertExplainedBy(
                catchThrowableOfType(MailboxException.class, () -> open(server)),
                KnownValues.NONE.with(Placeholder.MAILBOX, MAILBOX));
    }

    @Test
    void coversEverySignal() {
        WireForm.assertComplete(Phase.POP3, refusedTokens());
    }
}

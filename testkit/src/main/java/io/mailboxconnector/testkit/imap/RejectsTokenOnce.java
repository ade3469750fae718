package io.mailboxconnector.testkit.imap;

import io.mailboxconnector.testkit.SaslMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses the first logins by token with a JSON challenge that the client must answer as its mechanism has it. */
public final class RejectsTokenOnce implements ImapBehaviour {

    private static final String JSON =
            "{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.example.com/\"}";

    private final AtomicInteger left;

    /** Refuses the first login. */
    public RejectsTokenOnce() {
        this(1);
    }

    /**
     * Creates the behaviour.
     *
     * @param times how many logins to refuse
     */
    public RejectsTokenOnce(int times) {
        left = new AtomicInteger(times);
    }

    @Override
    public boolean answers(ImapConversation client, ImapCommand command) throws IOException {
        if (!command.name().equals("AUTHENTICATE") || left.getAndDecrement() <= 0) {
            return false;
        }
        ImapConnection connection = (ImapConnection) client;
        client.send("+ " + Base64.getEncoder().encodeToString(JSON.getBytes(StandardCharsets.UTF_8)));
        boolean answered = connection.readProof().equals(SaslMessage.answerToRefusal(command.word(0)));
        client.send(command.tag()
                + (answered ? " NO [AUTHENTICATIONFAILED] Token refused" : " BAD not the answer to a refusal"));
        return true;
    }
}

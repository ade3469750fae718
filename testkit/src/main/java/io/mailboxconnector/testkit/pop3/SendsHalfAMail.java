package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins to send a mail, once, and closes the connection in the middle of a line. */
public final class SendsHalfAMail implements Pop3Behaviour {

    private final AtomicInteger left = new AtomicInteger(1);

    @Override
    public boolean answers(Pop3Conversation client, String step, String line) throws IOException {
        if (!step.equals("RETR") || left.getAndDecrement() <= 0) {
            return false;
        }
        client.send("+OK");
        client.sendOctets("Subject: Hal".getBytes(StandardCharsets.US_ASCII));
        client.drop();
        return true;
    }
}

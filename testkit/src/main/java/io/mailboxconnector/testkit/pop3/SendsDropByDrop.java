package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers a command octet by octet, each within any usual time-out, and never comes to an end. */
public final class SendsDropByDrop implements Pop3Behaviour {

    private static final long PAUSE_MILLIS = 50;

    private final String step;
    private final CountDownLatch never = new CountDownLatch(1);

    /**
     * Creates the behaviour.
     *
     * @param step the name of the command
     */
    public SendsDropByDrop(String step) {
        this.step = step;
    }

    @Override
    public boolean answers(Pop3Conversation client, String reached, String line) throws IOException {
        if (!reached.equals(step)) {
            return false;
        }
        client.send("+OK");
        try {
            while (!never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                client.sendOctets(new byte[] {'x'});
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}

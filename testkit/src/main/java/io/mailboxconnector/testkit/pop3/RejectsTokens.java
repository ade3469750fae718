package io.mailboxconnector.testkit.pop3;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Refuses tokens with a challenge in JSON (RFC 7628 §3.2.2), some times. */
public final class RejectsTokens implements Pop3Behaviour {

    private static final String CHALLENGE =
            "+ eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiQmVhcmVyIn0="; // {"status":"401","schemes":"Bearer"}

    private final AtomicInteger left;
    private final Set<Integer> challenged = ConcurrentHashMap.newKeySet();

    /**
     * Creates the behaviour.
     *
     * @param times how often
     */
    public RejectsTokens(int times) {
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean answers(Pop3Conversation client, String step, String line) throws IOException {
        if (step.equals("TOKEN") && left.getAndDecrement() > 0) {
            challenged.add(client.number());
            client.send(CHALLENGE);
            return true;
        }
        if (step.equals("ANSWER") && challenged.remove(client.number())) {
            client.send("-ERR [AUTH] Authentication failed.");
            return true;
        }
        return false;
    }
}

package io.mailboxconnector.doctor;

import io.mailboxconnector.api.MailboxException;
import io.mailboxconnector.auth.consent.Consent;
import io.mailboxconnector.auth.consent.ConsentFlow;
import io.mailboxconnector.auth.consent.Consented;
import io.mailboxconnector.auth.consent.DeviceFlow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said to the person who consents, and what comes back. Belongs to one thread. */
final class ConsentDialogue {

    /** Not for us: another program, or an address of an earlier run. The right one may still come. */
    private static final Set<String> STRAY = Set.of("MBX11222", "MBX11227");

    private final PrintWriter out;
    private final BufferedReader in;
    private final Clock clock;

    ConsentDialogue(PrintWriter out, BufferedReader in, Clock clock) {
        this.out = out;
        this.in = in;
        this.clock = clock;
    }

    /** In a browser on this machine. */
    Consented inBrowser(ConsentFlow flow, RedirectReceiver receiver, String account) throws IOException {
        Consent consent = flow.begin();
        show(consent, account);
        say("Waiting for the browser at " + receiver.address() + " ...");
        Instant end = clock.instant().plus(ConsentFlow.LIMIT);
        while (true) {
            URI back = receiver.await(end)
                    .orElseThrow(() -> new IOException("Nobody consented within " + ConsentFlow.LIMIT.toMinutes()
                            + " minutes. Start again, or use --paste or --device."));
            Optional<Consented> consented = redeem(flow, consent, back);
            if (consented.isPresent()) {
                return consented.get();
            }
        }
    }

    /** In a browser anywhere; the address it ends at is pasted here. */
    Consented byPaste(ConsentFlow flow, String account) throws IOException {
        Consent consent = flow.begin();
        show(consent, account);
        say("The browser then shows a page that cannot be loaded, which is right. Paste its whole address here:");
        while (true) {
            @Nullable String line = in.readLine();
            if (line == null) {
                throw new IOException("The input ended before an address was pasted.");
            }
            Optional<Consented> consented =
                    line.isBlank() ? Optional.empty() : redeem(flow, consent, address(line.strip()));
            if (consented.isPresent()) {
                return consented.get();
            }
        }
    }

    /** On another device. */
    Consented onDevice(DeviceFlow flow, String account) {
        DeviceFlow.Started started = flow.begin();
        say("Open " + started.page() + " in any browser, enter the code " + started.userCode() + " and sign in as "
                + account + ".");
        say("Waiting until " + started.expiresAt() + " ...");
        return flow.await(started);
    }

    private void show(Consent consent, String account) {
        say("Open this address in a browser and sign in as " + account + ":");
        say("");
        say(consent.address().toString());
        say("");
    }

    private Optional<Consented> redeem(ConsentFlow flow, Consent consent, URI back) {
        try {
            return Optional.of(flow.redeem(consent, back));
        } catch (MailboxException e) {
            if (!STRAY.contains(e.code())) {
                throw e;
            }
            say(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What is no address has no code in it either. */
    private static URI address(String line) {
        try {
            return URI.create(line);
        } catch (IllegalArgumentException e) {
            return URI.create("http://localhost/");
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}

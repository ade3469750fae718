package io.mailboxconnector.imap.protocol;

import io.mailboxconnector.auth.sasl.TokenSaslClient;
import io.mailboxconnector.imap.folders.Channel;
import io.mailboxconnector.settings.LoginOptions.SaslMechanism;
import io.mailboxconnector.settings.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.FetchItem;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/**
 * Angus' protocol with what it lacks: the XOAUTH2 challenge is kept and answered as it should be, commands are counted, and
 * new mail that is announced beside the answer to another command is not overlooked.
 *
 * <p>Belongs to the thread of its session; {@code idleAbort} and {@link #commandCount} may be called by any thread.
 */
public final class AngusProtocol extends IMAPProtocol implements Channel {

    private static final int UNKNOWN = -1;
    private static final Pattern THROTTLED = Pattern.compile("^\\S+ OK \\[THROTTLED]", Pattern.CASE_INSENSITIVE);
    private static final Pattern UID_VALIDITY =
            Pattern.compile("\\[UIDVALIDITY (\\d{1,10})]", Pattern.CASE_INSENSITIVE);

    // No initialisers here: the constructor of the superclass calls the methods below, and they would undo its work.
    private @Nullable String greeting;
    private volatile long commandCount;
    private @Nullable String challenge;
    private @Nullable SaslMechanism mechanism;
    private int port;
    private boolean tokenAccepted;
    private boolean watching;
    private int messages;
    private boolean news;
    private boolean flagsChanged;
    private long uidValidity;
    private boolean renumbered;
    private @Nullable String slowedDown;
    private @Nullable String idleTag;

    AngusProtocol(String host, int port, Properties properties, boolean tls, MailLogger logger)
            throws IOException, ProtocolException {
        super("imap", host, port, properties, tls, logger);
        this.port = port;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the session's thread writes
    public String writeCommand(String command, @Nullable Argument arguments) throws IOException, ProtocolException {
        commandCount++;
        return super.writeCommand(command, arguments);
    }

    /** What a FETCH may answer besides what Angus knows. */
    @Override
    public FetchItem[] getFetchItems() {
        return new FetchItem[] {ObjectId.EMAIL, ObjectId.THREAD};
    }

    public long commandCount() {
        return commandCount;
    }

    /** The first line of the server, as it came. */
    String greeting() {
        return greeting == null ? "" : greeting;
    }

    /** The JSON with which the server refused a token, undecoded when it was no base64. */
    @Nullable
    String challenge() {
        return challenge;
    }

    @Override
    public Response readResponse() throws IOException, ProtocolException {
        IMAPResponse response = new IMAPResponse(this);
        if (greeting == null) {
            greeting = response.toString();
        }
        observe(response);
        return response.keyEquals("FETCH") ? fetch(response) : response;
    }

    /** A FETCH that Angus cannot parse is handed on as it is: dropping it would hide a mail. */
    private IMAPResponse fetch(IMAPResponse response) throws IOException {
        try {
            return FetchParser.parse(response, getFetchItems(), this);
        } catch (ProtocolException | RuntimeException unreadable) {
            return response;
        }
    }

    private void observe(IMAPResponse response) {
        if (response.keyEquals("EXISTS")) {
            news |= watching && response.getNumber() > messages && messages != UNKNOWN;
            messages = response.getNumber();
        } else if (response.keyEquals("EXPUNGE")) {
            messages = Math.max(0, messages - 1);
        } else if (response.isOK()) {
            String line = response.toString();
            if (THROTTLED.matcher(line).find()) {
                slowedDown = line;
            }
            if (response.isUnTagged()) {
                observeNumbering(line);
            }
        }
    }

    /** The line by which the server, though it did what was asked, said that it throttles; empty when it did not since. */
    public Optional<String> takeSlowedDown() {
        Optional<String> taken = Optional.ofNullable(slowedDown);
        slowedDown = null;
        return taken;
    }

    /** The first UIDVALIDITY after {@link #forgetFolder} is that of the folder; another one voids all UIDs (RFC 9051 §2.3.1.1). */
    private void observeNumbering(String line) {
        Matcher matcher = UID_VALIDITY.matcher(line);
        if (matcher.find()) {
            long told = Long.parseLong(matcher.group(1));
            renumbered |= uidValidity != 0 && uidValidity != told;
            uidValidity = told;
        }
    }

    /** What the server sent unasked is read before UIDs are used: it may say that they mean other mails by now. */
    private void readAhead() throws ProtocolException {
        while (hasResponse()) {
            readInIdle();
        }
        requireNumbering();
    }

    private void requireNumbering() throws ProtocolException {
        if (renumbered) {
            throw new Renumbered();
        }
    }

    /** To be called before another folder is selected: its number of messages is no news. */
    public void forgetFolder() {
        watching = true;
        messages = UNKNOWN;
        news = false;
        flagsChanged = false;
        uidValidity = 0;
        renumbered = false;
    }

    /** The server told unasked what flags a mail has: news, too. */
    public void flagsTold() {
        flagsChanged = true;
        news = true;
    }

    /** Whether the server told so since the last time this was asked. */
    public boolean takeFlagsChanged() {
        boolean taken = flagsChanged;
        flagsChanged = false;
        return taken;
    }

    /** Whether anything was announced since the last time this was asked. */
    public boolean takeNews() {
        boolean taken = news;
        news = false;
        return taken;
    }

    /**
     * Sends a command and reads its whole answer.
     *
     * @throws Renumbered when the UIDs of the selected folder mean other mails now: then a command with UIDs is not sent, and
     *     an answer with UIDs is void
     */
    @Override
    public Response[] ask(String command, @Nullable Argument arguments) throws ProtocolException {
        boolean withUids = command.startsWith("UID ");
        if (withUids) {
            readAhead();
        }
        Response[] answer = command(command, arguments);
        notifyResponseHandlers(answer);
        handleResult(answer[answer.length - 1]);
        if (withUids) {
            requireNumbering();
        }
        return answer;
    }

    /**
     * Begins an IDLE (RFC 2177). Unlike {@code idleStart}, which waits for the continuation alone, it sees when the server
     * answers by the tagged line instead.
     *
     * @return true when the server idles; false when it ended the command, well or not, without ever idling
     */
    public boolean beginIdle() throws ProtocolException {
        try {
            idleTag = writeCommand("IDLE", null);
        } catch (IOException e) {
            arrived(Response.byeResponse(e));
        }
        Response response = readInIdle();
        while (!response.isContinuation()) {
            if (endsIdle(response)) {
                return false;
            }
            response = readInIdle();
        }
        return true;
    }

    /** The next response of an IDLE; a BYE and the loss of the connection are thrown. */
    public Response readInIdle() throws ProtocolException {
        Response response;
        try {
            response = readResponse();
        } catch (IOException | ProtocolException e) {
            response = Response.byeResponse(e);
        }
        arrived(response);
        if (response instanceof IMAPResponse untagged && untagged.keyEquals("FETCH")) {
            flagsTold();
        }
        requireNumbering();
        return response;
    }

    private void arrived(Response response) throws ProtocolException {
        notifyResponseHandlers(new Response[] {response});
        if (response.isBYE()) {
            handleResult(response);
        }
    }

    /** Whether a response is the tagged answer to the IDLE. */
    public boolean endsIdle(Response response) {
        return response.isTagged() && response.getTag().equals(idleTag);
    }

    @Override
    public Argument folder(Argument arguments, String name) {
        writeMailboxName(arguments, name);
        return arguments;
    }

    @Override
    public String flagList(jakarta.mail.Flags flags) {
        return createFlagList(flags);
    }

    @Override
    public boolean isAuthenticated() {
        return tokenAccepted || super.isAuthenticated();
    }

    @Override
    public synchronized void disconnect() {
        super.disconnect();
        tokenAccepted = false;
    }

    /** Says which mechanism presents the token that Angus is about to log in with. */
    void presentTokensBy(SaslMechanism chosen) {
        mechanism = chosen;
    }

    /**
     * Angus knows one mechanism for tokens, and sends the token as the password of a LOGIN command where that is not offered: so it
     * is, whichever was chosen.
     */
    @Override
    public boolean hasCapability(String name) {
        return (mechanism != null && name.equals("AUTH=XOAUTH2")) || super.hasCapability(name);
    }

    /** AUTHENTICATE with a token, in the first line where the server allows (RFC 4959). Called by Angus for XOAUTH2. */
    @Override
    public synchronized void authoauth2(String user, String token) throws ProtocolException {
        suspendTracing();
        try {
            SaslMechanism by = mechanism == null ? SaslMechanism.XOAUTH2 : mechanism;
            TokenSaslClient sasl = new TokenSaslClient(by, user, host, port, Secret.of(token));
            Response result = exchange(sasl);
            challenge = sasl.refusal().orElse(challenge);
            handleLoginResult(result);
            setCapabilities(result);
            tokenAccepted = true;
        } finally {
            resumeTracing();
        }
    }

    private Response exchange(TokenSaslClient sasl) {
        try {
            Argument arguments = new Argument().writeAtom(sasl.getMechanismName());
            if (hasCapability("SASL-IR")) {
                arguments.writeAtom(answerTo("", sasl));
            }
            String tag = writeCommand("AUTHENTICATE", arguments);
            while (true) {
                Response response = readResponse();
                if (response.isContinuation()) {
                    sendLine(answerTo(response.getRest(), sasl));
                } else if (response.isBYE() || (response.isTagged() && tag.equals(response.getTag()))) {
                    return response;
                } else {
                    handleCapabilityResponse(new Response[] {response});
                }
            }
        } catch (IOException | ProtocolException e) {
            return Response.byeResponse(e);
        }
    }

    private void sendLine(String line) throws IOException {
        OutputStream out = getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String answerTo(String challenge, TokenSaslClient sasl) {
        return Base64.getEncoder().encodeToString(sasl.evaluateChallenge(decoded(challenge)));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noBase64) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}

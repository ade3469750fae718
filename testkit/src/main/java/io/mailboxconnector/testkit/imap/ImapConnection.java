package io.mailboxconnector.testkit.imap;

import io.mailboxconnector.testkit.scripted.Conversation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Lines and literals of one connection, and the loop that reads commands.
 *
 * <p>One thread runs it; any thread may send and drop.
 */
final class ImapConnection implements ImapConversation, Conversation {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)(\\+?)}$");
    private static final String MASK = "****";

    private final ScriptedImapServer server;
    private final int number;
    private final ReentrantLock sending = new ReentrantLock();
    private final ImapCommands commands;
    private volatile Socket socket;
    private InputStream input; // of the reading thread
    private OutputStream output; // guarded by sending
    private volatile @Nullable String idleTag;
    private boolean secure; // of the reading thread

    ImapConnection(ScriptedImapServer server, int number, Socket socket) throws IOException {
        this.server = server;
        this.number = number;
        this.socket = socket;
        this.secure = socket instanceof SSLSocket;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.output = new BufferedOutputStream(socket.getOutputStream());
        this.commands = new ImapCommands(this);
    }

    static Socket overTls(SSLContext tls, Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void run() {
        try {
            greet();
            while (!socket.isClosed()) {
                handle(readCommand());
            }
        } catch (IOException gone) {
            drop();
        } finally {
            idleTag = null;
        }
    }

    private void greet() throws IOException {
        for (ImapBehaviour behaviour : server.behaviours()) {
            if (behaviour.connected(this)) {
                return;
            }
        }
        send("* OK [CAPABILITY " + capabilities() + "] Scripted server ready");
    }

    private void handle(ImapCommand received) throws IOException {
        ImapCommand command = received;
        for (ImapBehaviour behaviour : server.behaviours()) {
            command = behaviour.rewrite(command);
        }
        for (ImapBehaviour behaviour : server.behaviours()) {
            if (behaviour.answers(this, command)) {
                return;
            }
        }
        try {
            commands.execute(command);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notUnderstood) {
            complete(command.tag(), "BAD " + notUnderstood.getMessage());
        }
    }

    private ImapCommand readCommand() throws IOException {
        StringBuilder line = new StringBuilder(readLine());
        for (Matcher literal = LITERAL.matcher(line); literal.find(); literal = LITERAL.matcher(line)) {
            if (literal.group(2).isEmpty()) {
                send("+ go on");
            }
            byte[] bytes = input.readNBytes(Integer.parseInt(literal.group(1)));
            String text = new String(bytes, StandardCharsets.UTF_8)
                    .replace("\\", "\\\\")
                    .replace("\"", "\\\"");
            line.replace(literal.start(), line.length(), "\"" + text + "\"").append(readLine());
        }
        String[] parts = line.toString().split(" ", 3);
        String name = parts.length > 1 ? parts[1].toUpperCase(Locale.ROOT) : "";
        String rest = parts.length > 2 ? parts[2] : "";
        if (name.equals("UID")) {
            String[] words = rest.split(" ", 2);
            name += " " + words[0].toUpperCase(Locale.ROOT);
            rest = words.length > 1 ? words[1] : "";
        }
        if (socket.isClosed()) {
            // A read that was under way when the socket was closed may still bring something.
            throw new EOFException();
        }
        ImapCommand command = new ImapCommand(parts[0], name, rest);
        server.recorded(masked(command));
        return command;
    }

    private static String masked(ImapCommand command) {
        boolean proves = command.name().equals("LOGIN")
                || (command.name().equals("AUTHENTICATE") && command.words().size() > 1);
        return proves ? command.name() + " " + command.word(0) + " " + MASK : command.toString();
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** A line that continues a login; only its being there is recorded. */
    String readProof() throws IOException {
        String line = readLine();
        server.recorded(line.isEmpty() ? "" : MASK);
        return line;
    }

    void idle(String tag) throws IOException {
        sendAndPush("+ idling", tag);
        for (ImapBehaviour behaviour : server.behaviours()) {
            behaviour.idling(this);
        }
        String line = readLine();
        server.recorded(line);
        idleTag = null;
        for (ImapBehaviour behaviour : server.behaviours()) {
            if (behaviour.answersDone(this, tag)) {
                return;
            }
        }
        complete(tag, line.equalsIgnoreCase("DONE") ? "OK IDLE completed" : "BAD DONE expected");
    }

    private void sendAndPush(String line, String tag) throws IOException {
        sending.lock();
        try {
            send(line);
            idleTag = tag;
            commands.sync();
        } finally {
            sending.unlock();
        }
    }

    boolean isIdle() {
        return idleTag != null;
    }

    /** Called by other threads when a folder changed. */
    void push() {
        sending.lock();
        try {
            if (idleTag != null) {
                commands.sync();
            }
        } catch (IOException gone) {
            drop();
        } finally {
            sending.unlock();
        }
    }

    /** Sends what changed in the folder, then the tagged response. */
    void complete(String tag, String result) throws IOException {
        sending.lock();
        try {
            commands.sync();
            send(tag + " " + result);
        } finally {
            sending.unlock();
        }
    }

    void sendLiteral(String before, byte[] bytes, String after) throws IOException {
        sending.lock();
        try {
            output.write((before + "{" + bytes.length + "}\r\n").getBytes(StandardCharsets.UTF_8));
            output.write(bytes);
            output.write((after + "\r\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void send(String line) throws IOException {
        sending.lock();
        try {
            output.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void sendPart(String part) throws IOException {
        sending.lock();
        try {
            output.write(part.getBytes(StandardCharsets.UTF_8));
            output.flush();
        } finally {
            sending.unlock();
        }
    }

    void upgrade(SSLContext tls) throws IOException {
        socket = overTls(tls, socket);
        secure = true;
        input = new BufferedInputStream(socket.getInputStream());
        sending.lock();
        try {
            output = new BufferedOutputStream(socket.getOutputStream());
        } finally {
            sending.unlock();
        }
    }

    String capabilities() {
        return String.join(" ", server.capabilities(secure));
    }

    @Override
    public ScriptedImapServer server() {
        return server;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void drop() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        drop();
    }

    @Override
    public void pause(Duration duration) {
        try {
            // Whether the pause or the server ended makes no difference to the caller.
            boolean ignored = server.stopped().await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

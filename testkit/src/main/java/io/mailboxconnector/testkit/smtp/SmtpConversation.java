package io.mailboxconnector.testkit.smtp;

import io.mailboxconnector.testkit.SaslMessage;
import io.mailboxconnector.testkit.scripted.Conversation;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link ScriptedSmtpServer}: reads commands, answers them, ends with the socket. */
final class SmtpConversation implements Conversation {

    private final ScriptedSmtpServer server;
    private final SmtpServerOptions options;
    private final int number;
    private final List<String> recipients = new ArrayList<>();
    private volatile Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private volatile OutputStream out = OutputStream.nullOutputStream();
    private final StringBuilder chunks = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private String sender = "";
    private int chunkCount;

    SmtpConversation(ScriptedSmtpServer server, Socket socket, int number) {
        this.server = server;
        this.options = server.options();
        this.socket = socket;
        this.number = number;
    }

    @Override
    public void run() {
        try (Socket plain = socket) {
            use(options.implicitTls() ? secure(plain) : plain);
            Optional<Answer> instead = server.misbehaviour().onConnect(number);
            boolean talking = answer(instead.orElse(Answer.say("220 scripted.example.com ESMTP ready")));
            while (talking) {
                String line = readLine();
                talking = line != null && command(line);
            }
        } catch (IOException e) {
            // The client or the test closed the connection: the ordinary end of a conversation.
            server.recorded("(connection closed)");
        } finally {
            drop();
        }
    }

    @Override
    public void drop() {
        ended.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void expire() {
        try {
            write("421 4.4.2 scripted.example.com timeout, closing connection");
        } catch (IOException e) {
            server.recorded("(connection closed)");
        }
        drop();
    }

    private boolean command(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        if (server.misbehaviour().forgetsPipelined() && !verb.equals("AUTH")) {
            in.skipNBytes(in.available());
        }
        server.recorded(verb.equals("AUTH") ? "AUTH " + line.split(" ", 3)[1] : line);
        Optional<Answer> instead = server.misbehaviour().onCommand(number, line);
        if (instead.isPresent()) {
            return answer(instead.get());
        }
        return switch (verb) {
            case "EHLO" -> answer(Answer.say(capabilities()));
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> rcpt(line);
            case "DATA" -> data();
            case "BDAT" -> bdat(line);
            case "RSET" -> reset();
            case "NOOP" -> answer(Answer.say("250 2.0.0 Ok"));
            case "QUIT" -> answer(Answer.sayAndDrop("221 2.0.0 Bye"));
            default -> answer(Answer.say("502 5.5.1 Command not implemented"));
        };
    }

    private String capabilities() {
        List<String> lines = new ArrayList<>(List.of("scripted.example.com greets you"));
        lines.addAll(options.extensions());
        if (options.tls().isPresent() && !(socket instanceof SSLSocket)) {
            lines.add("STARTTLS");
        }
        if (!options.mechanisms().isEmpty()) {
            lines.add("AUTH " + options.mechanisms());
        }
        String last = lines.remove(lines.size() - 1);
        return "250-" + String.join("\n250-", lines) + "\n250 " + last;
    }

    private boolean startTls() throws IOException {
        boolean talking = answer(Answer.say("220 2.0.0 Ready to start TLS"));
        use(secure(socket));
        return talking;
    }

    private boolean authenticate(String line) throws IOException {
        String[] words = line.split(" ", 3);
        String first = words.length > 2 ? words[2] : challenge("");
        String user;
        String secret;
        if (words[1].equals("LOGIN")) {
            user = decode(first);
            secret = decode(challenge("UGFzc3dvcmQ6"));
        } else {
            SaslMessage message = SaslMessage.of(words[1], first);
            user = message.user();
            secret = message.secret();
        }
        if (options.accepts().test(user, secret)) {
            server.loggedIn();
            return answer(Answer.say("235 2.7.0 Authentication successful"));
        }
        if (options.refusal().startsWith("334")) {
            boolean answered = challenge(options.refusal().substring(4)).equals(SaslMessage.answerToRefusal(words[1]));
            return answer(Answer.say(
                    answered
                            ? "535 5.7.8 Username and Password not accepted"
                            : "501 5.5.2 Not the answer to a refusal"));
        }
        return answer(Answer.say(options.refusal()));
    }

    private String challenge(String text) throws IOException {
        answer(Answer.say("334 " + text));
        String line = readLine();
        return line == null ? "" : line;
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private boolean mail(String line) throws IOException {
        sender = line.substring("MAIL FROM:".length());
        recipients.clear();
        return answer(Answer.say("250 2.1.0 Ok"));
    }

    private boolean rcpt(String line) throws IOException {
        if (sender.isEmpty()) {
            return answer(Answer.say("503 5.5.1 Error: need MAIL command"));
        }
        recipients.add(line.substring(line.indexOf('<') + 1, line.indexOf('>')));
        return answer(Answer.say("250 2.1.5 Ok"));
    }

    private boolean reset() throws IOException {
        forgetMessage();
        return answer(Answer.say("250 2.0.0 Ok"));
    }

    private void forgetMessage() {
        sender = "";
        recipients.clear();
        chunks.setLength(0);
        chunkCount = 0;
    }

    private boolean data() throws IOException {
        if (recipients.isEmpty()) {
            return answer(Answer.say("554 5.5.1 No valid recipients"));
        }
        if (!answer(Answer.say("354 End data with <CR><LF>.<CR><LF>"))) {
            return false;
        }
        StringBuilder content = new StringBuilder();
        String line = readLine();
        while (line != null && !line.equals(".")) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            Optional<Answer> instead = during(content.length());
            if (instead.isPresent()) {
                return answer(instead.get());
            }
            line = readLine();
        }
        return line != null && accept(content.toString());
    }

    /** RFC 3030 §2: the octets are read also when there is nobody to send them to. */
    private boolean bdat(String line) throws IOException {
        String[] words = line.split(" ");
        byte[] block = new byte[4 * 1024];
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int left = Integer.parseInt(words[1]);
        while (left > 0) {
            int read = in.readNBytes(block, 0, Math.min(left, block.length));
            if (read == 0) {
                return false;
            }
            chunk.write(block, 0, read);
            left -= read;
            Optional<Answer> instead = during(chunks.length() + (long) chunk.size());
            if (instead.isPresent()) {
                return answer(instead.get());
            }
        }
        if (recipients.isEmpty()) {
            return answer(Answer.say("503 5.5.1 Error: no valid recipients"));
        }
        Optional<Answer> refusal = server.misbehaviour().onChunk(number, ++chunkCount);
        if (refusal.isPresent()) {
            return answer(refusal.get());
        }
        chunks.append(chunk.toString(StandardCharsets.UTF_8));
        return words.length > 2
                ? accept(chunks.toString())
                : answer(Answer.say("250 2.0.0 Ok: " + chunk.size() + " bytes"));
    }

    private Optional<Answer> during(long bytes) {
        if (!server.misbehaviour().readsOn(bytes)) {
            waitForTheEnd();
            return Optional.of(Answer.drop());
        }
        return server.misbehaviour().onData(number, bytes);
    }

    private void waitForTheEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean accept(String content) throws IOException {
        Optional<Answer> instead = server.misbehaviour().onFinalDot(number);
        if (instead.isPresent()) {
            forgetMessage();
            return answer(instead.get());
        }
        server.accepted(new Submission(number, sender, recipients, content));
        forgetMessage();
        return answer(
                Answer.say("250 2.0.0 Ok: queued as Q" + server.submissions().size()));
    }

    private boolean answer(Answer answer) throws IOException {
        if (!answer.reply().isEmpty()) {
            if (in.available() == 0) {
                server.answered();
            }
            write(answer.reply());
        }
        return !answer.ends();
    }

    private void write(String reply) throws IOException {
        byte[] bytes = (reply.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
        int packet = Math.min(bytes.length, server.misbehaviour().packetSize());
        for (int next = 0; next < bytes.length; next += packet) {
            out.write(bytes, next, Math.min(packet, bytes.length - next));
            out.flush();
        }
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new BufferedInputStream(next.getInputStream());
        out = next.getOutputStream();
    }

    private Socket secure(Socket plain) throws IOException {
        SSLSocket tls = (SSLSocket) ScriptedSmtpServer.context(options)
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", plain.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b >= 0 && b != '\n') {
            if (b != '\r') {
                line.write(b);
            }
            b = in.read();
        }
        return b < 0 ? null : line.toString(StandardCharsets.UTF_8);
    }
}

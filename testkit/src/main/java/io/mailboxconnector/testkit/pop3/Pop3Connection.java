package io.mailboxconnector.testkit.pop3;

import io.mailboxconnector.testkit.pop3.FakeMaildrop.Mail;
import io.mailboxconnector.testkit.scripted.Conversation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link ScriptedPop3Server}: reads commands, answers them, ends with the socket. */
final class Pop3Connection implements Pop3Conversation, Conversation {

    private static final String MASK = "****";

    private final ScriptedPop3Server server;
    private final int number;
    private final Optional<SSLContext> implicitTls;
    private volatile Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private String user = "";
    private boolean holdsMaildrop;
    private boolean over;
    private List<Mail> mails = new ArrayList<>();
    private final Set<Mail> marked = new HashSet<>();

    Pop3Connection(ScriptedPop3Server server, int number, Socket socket, Optional<SSLContext> implicitTls) {
        this.server = server;
        this.number = number;
        this.socket = socket;
        this.implicitTls = implicitTls;
    }

    @Override
    public void run() {
        try {
            use(implicitTls.isPresent() ? secured(implicitTls.get()) : socket);
            if (!isAnswered(Pop3Behaviour.GREETING, "")) {
                send("+OK scripted POP3 ready");
            }
            while (!over) {
                String line = readLine();
                over = line == null || !command(line);
            }
        } catch (IOException e) {
            // The client or the test closed the connection: the ordinary end of a conversation.
            over = true;
        } finally {
            if (holdsMaildrop) {
                server.maildrop().unlock();
            }
            drop();
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public void send(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void sendOctets(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    @Override
    public void removeMarked() {
        server.maildrop().remove(marked);
    }

    @Override
    public void drop() {
        over = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void reset() throws IOException {
        over = true;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the conversation goes on. */
    private boolean command(String line) throws IOException {
        String[] words = line.split(" ");
        String verb = words[0].toUpperCase(Locale.ROOT);
        record(verb, line, words);
        if (isAnswered(verb, line)) {
            return !over;
        }
        switch (verb) {
            case "CAPA" -> sendLines(List.copyOf(server.capabilities(socket instanceof SSLSocket)));
            case "STLS" -> {
                send("+OK begin TLS");
                use(secured(server.tlsForStls().orElseThrow()));
            }
            case "AUTH" -> authenticate(words);
            case "USER" -> {
                user = line.substring("USER ".length());
                send("+OK");
            }
            case "PASS" -> logIn(user, line.substring("PASS ".length()));
            case "NOOP" -> send("+OK");
            case "QUIT" -> {
                removeMarked();
                if (holdsMaildrop) {
                    holdsMaildrop = false;
                    server.maildrop().unlock();
                }
                send("+OK bye");
                return false;
            }
            default -> transact(verb, words);
        }
        return !over;
    }

    private void record(String verb, String line, String[] words) {
        server.recorded(
                switch (verb) {
                    case "PASS" -> "PASS " + MASK;
                    case "AUTH" -> words.length > 2 ? words[0] + " " + words[1] + " " + MASK : line;
                    default -> line;
                });
    }

    private void transact(String verb, String[] words) throws IOException {
        if (!holdsMaildrop) {
            send("-ERR log in first");
            return;
        }
        switch (verb) {
            case "STAT" -> send("+OK " + mails.size() + " 0");
            case "LIST" -> sendLines(numbered(mail -> String.valueOf(mail.bytes().length)));
            case "UIDL" ->
                sendLines(numbered(mail -> {
                    String name = mail.uidl();
                    for (Pop3Behaviour behaviour : server.behaviours()) {
                        name = behaviour.uidl(name);
                    }
                    return name;
                }));
            case "RETR" -> sendContent(mails.get(Integer.parseInt(words[1]) - 1).bytes());
            case "TOP" ->
                sendContent(head(mails.get(Integer.parseInt(words[1]) - 1).bytes()));
            case "DELE" -> {
                boolean first = marked.add(mails.get(Integer.parseInt(words[1]) - 1));
                send(first ? "+OK marked" : "-ERR already marked");
            }
            default -> send("-ERR unknown command");
        }
    }

    private List<String> numbered(Function<Mail, String> what) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < mails.size(); i++) {
            String text = what.apply(mails.get(i));
            if (!text.isEmpty() && !marked.contains(mails.get(i))) {
                lines.add((i + 1) + " " + text);
            }
        }
        return lines;
    }

    private void authenticate(String[] words) throws IOException {
        String mechanism = words[1].toUpperCase(Locale.ROOT);
        String proof = words.length > 2 ? words[2] : challenge("+ ");
        switch (mechanism) {
            case "PLAIN" -> {
                String[] parts = decoded(proof).split("\0", 3);
                logIn(parts[1], parts[2]);
            }
            case "LOGIN" -> logIn(decoded(proof), decoded(challenge("+ UGFzc3dvcmQ6")));
            default -> {
                if (isAnswered("TOKEN", proof)) {
                    String answer = readLine();
                    server.recorded("answer '" + answer + "'");
                    if (!isAnswered("ANSWER", String.valueOf(answer))) {
                        send("-ERR [AUTH] Authentication failed.");
                    }
                } else {
                    logInWithToken(decoded(proof));
                }
            }
        }
    }

    private void logInWithToken(String proof) throws IOException {
        String name = proof.startsWith("user=")
                ? proof.substring("user=".length(), proof.indexOf('\1'))
                : proof.substring("n,a=".length(), proof.indexOf(",\1"));
        int begin = proof.indexOf("auth=Bearer ") + "auth=Bearer ".length();
        logIn(name, proof.substring(begin, proof.indexOf('\1', begin)));
    }

    private void logIn(String name, String proof) throws IOException {
        if (!server.permits(name, proof)) {
            send("-ERR [AUTH] Authentication failed.");
        } else if (!server.maildrop().lock()) {
            send("-ERR [IN-USE] Maildrop is locked by another session");
        } else {
            holdsMaildrop = true;
            mails = new ArrayList<>(server.maildrop().mails());
            send("+OK logged in");
        }
    }

    private String challenge(String line) throws IOException {
        send(line);
        String answer = readLine();
        server.recorded(MASK);
        return answer == null ? "" : answer;
    }

    private boolean isAnswered(String step, String line) throws IOException {
        for (Pop3Behaviour behaviour : server.behaviours()) {
            if (behaviour.answers(this, step, line)) {
                return true;
            }
        }
        return false;
    }

    private void sendLines(List<String> lines) throws IOException {
        sendContent(
                lines.isEmpty() ? new byte[0] : (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 1939 §3: a dot before every line that begins with one. */
    private void sendContent(byte[] content) throws IOException {
        out.write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
        boolean start = true;
        for (int i = 0; i < content.length; i++) {
            if (start && content[i] == '.') {
                out.write('.');
            }
            out.write(content[i]);
            start = content[i] == '\n' && i > 0 && content[i - 1] == '\r';
        }
        out.write((start ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static byte[] head(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return end < 0 ? mail : text.substring(0, end + 4).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        in = new BufferedInputStream(next.getInputStream());
        out = new BufferedOutputStream(next.getOutputStream());
    }

    private Socket secured(SSLContext context) throws IOException {
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r') {
                line.write(octet);
            }
            octet = in.read();
        }
        return octet < 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}

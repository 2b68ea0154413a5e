package io.keyholder.adapters.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/** A server on this machine that speaks as much SMTP as a test needs, and misbehaves or replies as scripted. */
final class ScriptedSmtpServer implements AutoCloseable {
    private static final long DRIP_NANOS = 50_000_000;

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Map<Step, String> replies;
    private final List<String> raw = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** What the server does. */
    enum Behaviour {
        TAKES_EVERYTHING,
        REFUSES_LOGIN,
        REFUSES_SENDER,
        REFUSES_RECIPIENT,
        REFUSES_DATA,
        DROPS_AT_GREETING,
        DROPS_AT_DATA,
        DROPS_AFTER_TAKING,
        STALLS,
        DRIPS
    }

    /** Where in the dialogue a reply stands. */
    enum Step {
        GREETING,
        EHLO,
        HELO,
        STARTTLS,
        AUTH,
        MAIL,
        RCPT,
        DATA,
        CONTENT,
        QUIT
    }

    private ScriptedSmtpServer(ServerSocket server, Behaviour behaviour, Map<Step, String> replies) {
        this.server = server;
        this.behaviour = behaviour;
        this.replies = Map.copyOf(replies);
        Thread thread = new Thread(this::acceptAll, "scripted SMTP");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedSmtpServer that(Behaviour behaviour) throws IOException {
        return that(behaviour, ServerSocketFactory.getDefault());
    }

    static ScriptedSmtpServer that(Behaviour behaviour, ServerSocketFactory sockets) throws IOException {
        return new ScriptedSmtpServer(
                sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress()), behaviour, Map.of());
    }

    /** A server that gives these replies, and accepts at every other step. */
    static ScriptedSmtpServer replying(Map<Step, String> replies) throws IOException {
        return new ScriptedSmtpServer(
                ServerSocketFactory.getDefault().createServerSocket(0, 10, InetAddress.getLoopbackAddress()),
                Behaviour.TAKES_EVERYTHING,
                replies);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every line that came in. */
    List<String> received() {
        return received;
    }

    /** Every line that came in, one character a byte. */
    List<String> raw() {
        return raw;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connections.add(connection);
                talk(connection);
            } catch (IOException | UncheckedIOException gone) {
                received.add("(connection lost)");
            }
        }
    }

    private void talk(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        switch (behaviour) {
            case STALLS -> {
                int read = in.read();
                while (read >= 0) {
                    read = in.read();
                }
                return;
            }
            case DRIPS -> {
                while (!server.isClosed()) {
                    out.write('2');
                    out.flush();
                    LockSupport.parkNanos(DRIP_NANOS);
                }
                return;
            }
            case DROPS_AT_GREETING -> {
                return;
            }
            default -> say(out, replies.getOrDefault(Step.GREETING, "220 ready"));
        }
        String line = in.readLine();
        while (line != null) {
            record(line);
            Optional<String> answer = answer(line, in);
            if (answer.isEmpty()) {
                return;
            }
            say(out, answer.get());
            line = in.readLine();
        }
    }

    private Optional<String> answer(String line, BufferedReader in) throws IOException {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "EHLO" -> reply(Step.EHLO, "250-localhost\r\n250 AUTH PLAIN");
            case "HELO" -> reply(Step.HELO, "250 ok");
            case "STARTTLS" -> reply(Step.STARTTLS, "502 unknown");
            case "AUTH" -> reply(Step.AUTH, behaviour == Behaviour.REFUSES_LOGIN ? "535 no" : "235 yes");
            case "MAIL" -> reply(Step.MAIL, behaviour == Behaviour.REFUSES_SENDER ? "550 not you" : "250 ok");
            case "RCPT" -> reply(Step.RCPT, behaviour == Behaviour.REFUSES_RECIPIENT ? "550 unknown" : "250 ok");
            case "DATA" -> behaviour == Behaviour.DROPS_AT_DATA ? Optional.empty() : reply(Step.DATA, "354 go on");
            case "QUIT" -> reply(Step.QUIT, "221 bye");
            case "RSET", "NOOP" -> Optional.of("250 ok");
            default -> content(line, in);
        };
    }

    private Optional<String> reply(Step step, String otherwise) {
        return Optional.of(replies.getOrDefault(step, otherwise));
    }

    /** Reads the rest of a message, whose first line came. */
    private Optional<String> content(String first, BufferedReader in) throws IOException {
        String line = first;
        while (line != null && !line.equals(".")) {
            line = in.readLine();
            record(String.valueOf(line));
        }
        if (behaviour == Behaviour.DROPS_AFTER_TAKING) {
            return Optional.empty();
        }
        return reply(Step.CONTENT, behaviour == Behaviour.REFUSES_DATA ? "554 spam" : "250 taken");
    }

    private void record(String line) {
        raw.add(line);
        received.add(new String(line.getBytes(ISO_8859_1), UTF_8));
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(UTF_8));
        out.flush();
    }
}

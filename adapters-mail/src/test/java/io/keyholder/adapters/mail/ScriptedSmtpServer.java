package io.keyholder.adapters.mail;

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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/** A server on this machine that speaks as much SMTP as a test wants, and misbehaves as it is told. */
final class ScriptedSmtpServer implements AutoCloseable {
    private static final long DRIP_NANOS = 50_000_000;

    private final ServerSocket server;
    private final Behaviour behaviour;
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

    private ScriptedSmtpServer(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
        Thread thread = new Thread(this::acceptAll, "scripted SMTP");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedSmtpServer that(Behaviour behaviour) throws IOException {
        return that(behaviour, ServerSocketFactory.getDefault());
    }

    static ScriptedSmtpServer that(Behaviour behaviour, ServerSocketFactory sockets) throws IOException {
        return new ScriptedSmtpServer(sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress()), behaviour);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Every line that came in. */
    List<String> received() {
        return received;
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
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
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
            default -> say(out, "220 ready");
        }
        String line = in.readLine();
        while (line != null) {
            received.add(line);
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
            case "EHLO" -> Optional.of("250-localhost\r\n250 AUTH PLAIN");
            case "AUTH" -> Optional.of(behaviour == Behaviour.REFUSES_LOGIN ? "535 no" : "235 yes");
            case "MAIL" -> Optional.of(behaviour == Behaviour.REFUSES_SENDER ? "550 not you" : "250 ok");
            case "RCPT" -> Optional.of(behaviour == Behaviour.REFUSES_RECIPIENT ? "550 unknown" : "250 ok");
            case "DATA" -> behaviour == Behaviour.DROPS_AT_DATA ? Optional.empty() : Optional.of("354 go on");
            case "QUIT" -> Optional.of("221 bye");
            case "RSET", "NOOP" -> Optional.of("250 ok");
            default -> content(line, in);
        };
    }

    /** Reads the rest of a message, whose first line came. */
    private Optional<String> content(String first, BufferedReader in) throws IOException {
        String line = first;
        while (line != null && !line.equals(".")) {
            line = in.readLine();
            received.add(String.valueOf(line));
        }
        if (behaviour == Behaviour.DROPS_AFTER_TAKING) {
            return Optional.empty();
        }
        return Optional.of(behaviour == Behaviour.REFUSES_DATA ? "554 spam" : "250 taken");
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(UTF_8));
        out.flush();
    }
}

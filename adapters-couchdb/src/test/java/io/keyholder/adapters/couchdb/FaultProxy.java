package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/**
 * A small HTTP server on the loopback that hands requests on to another exchange and lets the network lie about it.
 * Keeps what was asked, word for word, and knows how many connections are open.
 */
final class FaultProxy implements AutoCloseable {
    private static final Duration UPSTREAM = Duration.ofMinutes(1);

    private final Exchange server;
    private final ServerSocketFactory sockets;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> heads = new ArrayList<>();
    private volatile ServerSocket listener;
    private volatile Function<Request, Fault> faults = request -> Fault.NONE;

    private FaultProxy(Exchange server, ServerSocketFactory sockets) throws IOException {
        this.server = server;
        this.sockets = sockets;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    /** What happens to one request. */
    enum Fault {
        NONE,
        /** The connection ends, and nobody listens any more. */
        REFUSED,
        RESET_BEFORE,
        RESET_AFTER,
        /** An answer after a while. */
        DELAY,
        /** The server acts; no answer ever. */
        SILENCE,
        /** The server gets it twice; the answer is that to the first. */
        DUPLICATE,
        /** The server acts twice, and the second answer is given, as a gateway does that sends again. */
        REPEATED,
        /** The server acts; the answer comes a byte at a time, for ever. */
        DRIP,
        /** The answer ends in the middle. */
        TRUNCATED,
        STATUS_500,
        STATUS_503,
        STATUS_429,
        /** The server acts; the answer is a page of a proxy, with status 200. */
        WRONG_CONTENT
    }

    static FaultProxy before(Exchange server) {
        return before(server, ServerSocketFactory.getDefault());
    }

    static FaultProxy before(Exchange server, ServerSocketFactory sockets) {
        try {
            return new FaultProxy(server, sockets);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    /** Which fault each request meets from now on. */
    void meet(Function<Request, Fault> newFaults) {
        faults = newFaults;
    }

    /** No faults from now on; listens again. */
    void heal() {
        faults = request -> Fault.NONE;
        if (listener.isClosed()) {
            try {
                listener = listen(port);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** The request lines and headers so far. */
    List<String> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
        }
    }

    /** How many connections are open, once no more of them than that; or, after a second, how many there are then. */
    int openConnections(int expected) throws InterruptedException {
        for (int wait = 0; wait < 100 && open.size() > expected; wait++) {
            if (closed.await(10, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return open.size();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private ServerSocket listen(int wantedPort) throws IOException {
        ServerSocket socket = sockets.createServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort), 50);
        start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                open.add(accepted);
                start(() -> serve(accepted));
            } catch (IOException over) {
                // closed: nobody listens any more
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean isKept = true;
            while (isKept) {
                Optional<Request> request = read(in);
                isKept = request.isPresent() && answer(request.get(), socket);
            }
        } catch (IOException over) {
            // the client went away
        } finally {
            open.remove(socket);
        }
    }

    /** Whether the connection goes on. */
    private boolean answer(Request request, Socket socket) throws IOException {
        Fault fault = faults.apply(request);
        OutputStream out = socket.getOutputStream();
        switch (fault) {
            case NONE -> write(out, forwarded(request));
            case REFUSED -> {
                listener.close();
                reset(socket);
            }
            case RESET_BEFORE -> reset(socket);
            case RESET_AFTER -> {
                forwarded(request);
                reset(socket);
            }
            case DELAY -> {
                Reply reply = forwarded(request);
                if (!isClosedAfter(60)) {
                    write(out, reply);
                }
            }
            case SILENCE -> {
                forwarded(request);
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            case DUPLICATE -> {
                Reply first = forwarded(request);
                forwarded(request);
                write(out, first);
            }
            case REPEATED -> {
                forwarded(request);
                write(out, forwarded(request));
            }
            case DRIP -> {
                forwarded(request);
                drip(out);
            }
            case TRUNCATED -> {
                byte[] answer = bytes(forwarded(request));
                out.write(answer, 0, answer.length - 7);
            }
            case STATUS_500 -> write(out, new Reply(500, "{\"error\":\"boom\"}"));
            case STATUS_503 -> {
                forwarded(request);
                write(out, new Reply(503, "busy"));
            }
            case STATUS_429 -> write(out, new Reply(429, "{\"error\":\"too_many_requests\"}"));
            case WRONG_CONTENT -> {
                forwarded(request);
                write(out, "text/html", new Reply(200, "<html>log in to the network</html>"));
            }
        }
        return Set.of(
                        Fault.NONE,
                        Fault.DELAY,
                        Fault.DUPLICATE,
                        Fault.REPEATED,
                        Fault.STATUS_500,
                        Fault.STATUS_503,
                        Fault.STATUS_429)
                .contains(fault);
    }

    private Reply forwarded(Request request) {
        return server.send(request, Deadline.after(UPSTREAM));
    }

    private void drip(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
                .getBytes(ISO_8859_1));
        while (!isClosedAfter(5)) {
            out.write(' ');
            out.flush();
        }
    }

    private boolean isClosedAfter(int millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void write(OutputStream out, Reply reply) throws IOException {
        write(out, "application/json", reply);
    }

    private static void write(OutputStream out, String contentType, Reply reply) throws IOException {
        out.write(bytes(contentType, reply));
        out.flush();
    }

    private static byte[] bytes(Reply reply) {
        return bytes("application/json", reply);
    }

    private static byte[] bytes(String contentType, Reply reply) {
        byte[] body = reply.body().getBytes(UTF_8);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + reply.status() + " Something\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(ISO_8859_1));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    private Optional<Request> read(InputStream in) throws IOException {
        Optional<String> start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder head = new StringBuilder(start.get());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in).orElse(""); !line.isEmpty(); line = line(in).orElse("")) {
            head.append('\n').append(line);
            String[] header = line.split(": *", 2);
            headers.put(header[0], header[1]);
        }
        synchronized (heads) {
            heads.add(head.toString());
        }
        String[] words = start.get().split(" ", 3);
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the request ended early");
        }
        return Optional.of(new Request(
                Request.Method.valueOf(words[0]),
                words[1],
                headers.containsKey("Content-Length") ? Optional.of(new String(body, UTF_8)) : Optional.empty()));
    }

    private static Optional<String> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return Optional.of(line.toString(ISO_8859_1).strip());
            }
            line.write(next);
        }
        return Optional.empty();
    }
}

package io.keyholder.adapters.mail;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Closes the sockets of one message when it takes too long: a timeout of each read alone would let a server that sends
 * a byte now and then hold the caller for ever. Thread-safe.
 */
final class Deadline implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private boolean over;
    private boolean passed;

    private Deadline() {}

    /** A deadline after this time from now. */
    static Deadline after(Duration time) {
        Deadline deadline = new Deadline();
        Executor later = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
        later.execute(deadline::pass);
        return deadline;
    }

    /** The socket, which is closed at the deadline. */
    synchronized Socket watch(Socket socket) {
        sockets.add(socket);
        if (passed) {
            closeAll();
        }
        return socket;
    }

    /** Whether the message took too long. */
    synchronized boolean hasPassed() {
        return passed;
    }

    /** Nothing is closed any more. */
    @Override
    public synchronized void close() {
        over = true;
        sockets.clear();
    }

    private synchronized void pass() {
        if (!over) {
            passed = true;
            closeAll();
        }
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // What cannot be closed is closed already.
            }
        }
    }
}

package org.example.filestore;

import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The file. A line is one transaction: a checksum, then its records. Every use locks the file, reads the lines that
 * others appended, and appends at most one; a line counts once it is there as a whole, and a torn one is overwritten.
 */
final class Journal implements AutoCloseable {
    /** What a use of the state gives, and the records to append. */
    record Answer<T>(T result, List<String> records) {
        static <T> Answer<T> of(T result, String... records) {
            return new Answer<>(result, List.of(records));
        }
    }

    /** A lock of a file is held by a process; the threads of this one take turns here, in the order of arrival. */
    private static final Map<Path, ReentrantLock> TURNS = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final ReentrantLock turn;
    private final State state = new State();
    private long end;

    private Journal(FileChannel channel, ReentrantLock turn) {
        this.channel = channel;
        this.turn = turn;
    }

    static Journal at(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal =
                    new Journal(channel, TURNS.computeIfAbsent(file.toRealPath(), any -> new ReentrantLock(true)));
            journal.read(state -> true);
            return journal;
        } catch (IOException broken) {
            throw new StoreException("the file of the users cannot be opened", broken);
        }
    }

    <T> T read(Function<State, T> use) {
        return write(state -> Answer.of(use.apply(state)));
    }

    <T> T write(Function<State, Answer<T>> use) {
        turn.lock();
        try {
            FileLock lock = channel.lock();
            try {
                catchUp();
                Answer<T> answer = use.apply(state);
                if (!answer.records().isEmpty()) {
                    append(answer.records());
                }
                return answer.result();
            } finally {
                lock.release();
            }
        } catch (ClosedChannelException closed) {
            throw new StoreException("the file of the users is closed", closed);
        } catch (IOException broken) {
            throw new StoreException("the file of the users cannot be read or written", broken);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new StoreException("the file of the users could not be closed", broken);
        }
    }

    private void catchUp() throws IOException {
        byte[] fresh = bytesFrom(end);
        int start = 0;
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] == '\n') {
                apply(new String(fresh, start, i - start, StandardCharsets.US_ASCII));
                start = i + 1;
            }
        }
        end += start;
    }

    private void apply(String line) {
        String[] parts = line.split(" ", 2);
        if (parts.length < 2 || !parts[0].equals(checksum(parts[1]))) {
            throw new StoreCorruptException("a line of the file of the users is damaged", null);
        }
        state.apply(Arrays.asList(parts[1].split(" ")));
    }

    private void append(List<String> records) throws IOException {
        String text = String.join(" ", records);
        byte[] line = (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(end);
        ByteBuffer buffer = ByteBuffer.wrap(line);
        long position = end;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
        channel.force(false);
        state.apply(records);
        end = position;
    }

    private byte[] bytesFrom(long start) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - start)));
        while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
            // until all is read
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(sum.getValue());
    }
}

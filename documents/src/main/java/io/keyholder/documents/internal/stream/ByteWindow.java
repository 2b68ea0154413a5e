package io.keyholder.documents.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that has been read and may still be looked at again; as large as what was not yet forgotten.
 * Positions count bytes from the beginning of the stream. Not thread-safe.
 */
final class ByteWindow {
    private static final int BLOCK = 65_536;

    private final InputStream input;
    private byte[] bytes = new byte[BLOCK];
    private int length;
    private int next;
    private long first;

    ByteWindow(InputStream input) {
        this.input = input;
    }

    /** The position of the next byte. */
    long position() {
        return first + next;
    }

    /** The next byte without passing it, or -1 at the end of the stream. */
    int peek() throws IOException {
        return next < length || fill() ? bytes[next] & 0xFF : -1;
    }

    /** Passes and returns the next byte, or returns -1 at the end of the stream. */
    int next() throws IOException {
        int found = peek();
        if (found >= 0) {
            next++;
        }
        return found;
    }

    /** Goes back to a position that was not forgotten. */
    void backTo(long position) {
        next = Math.toIntExact(position - first);
    }

    /** Gives up what comes before a position. */
    void forgetBefore(long position) {
        int dropped = Math.toIntExact(position - first);
        if (dropped > BLOCK || dropped == length) {
            System.arraycopy(bytes, dropped, bytes, 0, length - dropped);
            first = position;
            length -= dropped;
            next -= dropped;
        }
    }

    /** How many bytes are not forgotten. */
    int heldBytes() {
        return length;
    }

    /** The bytes from one position up to another. */
    byte[] copy(long from, long to) {
        return Arrays.copyOfRange(bytes, Math.toIntExact(from - first), Math.toIntExact(to - first));
    }

    private boolean fill() throws IOException {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = input.read(bytes, length, bytes.length - length);
        length += Math.max(read, 0);
        return read > 0;
    }
}

package io.keyholder.documents.internal.stream;

import java.io.IOException;
import java.util.Arrays;

/** The bytes of a frame as they are passed; what is over the limit is counted and not held. Not thread-safe. */
final class FrameContent {
    private static final int FIRST_BYTES = 4_096;

    private final LineInput input;
    private final long line;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private boolean isTooLarge;

    FrameContent(LineInput input) {
        this.input = input;
        line = input.line();
    }

    /** Passes one byte. */
    int pass() throws IOException {
        int next = input.next();
        if (length == DocumentFrame.MAX_BYTES) {
            isTooLarge = true;
            bytes = new byte[0];
            length = 0;
        }
        if (!isTooLarge) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, DocumentFrame.MAX_BYTES));
            }
            bytes[length++] = (byte) next;
        }
        return next;
    }

    /** Passes the rest of the line without its end. */
    FrameContent restOfLine() throws IOException {
        for (int next = input.peek(); next >= 0 && next != '\n'; next = input.peek()) {
            pass();
        }
        return this;
    }

    /** The line on which it begins. */
    long line() {
        return line;
    }

    int heldBytes() {
        return bytes.length;
    }

    DocumentFrame frame() {
        return isTooLarge ? DocumentFrame.tooLarge(line) : DocumentFrame.of(line, Arrays.copyOf(bytes, length));
    }
}

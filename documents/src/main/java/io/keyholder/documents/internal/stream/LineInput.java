package io.keyholder.documents.internal.stream;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a stream one by one, with their line and how far that line is indented. Not thread-safe. */
final class LineInput {
    private static final int BLOCK = 65_536;
    private static final int MAX_INDENTATION = 1_000;
    private static final int NOT_INDENTATION = -1;

    private final InputStream input;
    private final byte[] block = new byte[BLOCK];
    private int length;
    private int next;
    private long line = 1;
    private int blanks;

    LineInput(InputStream input) {
        this.input = input;
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /** How many blanks come before the next byte on its line, or a negative number when something else does. */
    int indentation() {
        return blanks;
    }

    /** The next byte without passing it, or -1 at the end of the stream. */
    int peek() throws IOException {
        if (next == length) {
            length = Math.max(input.read(block, 0, BLOCK), 0);
            next = 0;
        }
        return next < length ? block[next] & 0xFF : -1;
    }

    /** Passes and returns the next byte, or returns -1 at the end of the stream. */
    int next() throws IOException {
        int found = peek();
        if (found < 0) {
            return found;
        }
        next++;
        if (found == '\n') {
            line++;
            blanks = 0;
        } else if (!isBlank(found) || blanks == MAX_INDENTATION) {
            blanks = NOT_INDENTATION;
        } else if (blanks != NOT_INDENTATION) {
            blanks++;
        }
        return found;
    }

    /** Passes white space and returns what comes next, as {@link #peek()} does. */
    int skipSpace() throws IOException {
        int found = peek();
        while (found == '\n' || isBlank(found)) {
            next();
            found = peek();
        }
        return found;
    }

    /** Passes white space on this line and returns what comes next, as {@link #peek()} does. */
    int skipBlanks() throws IOException {
        while (isBlank(peek())) {
            next();
        }
        return peek();
    }

    /** Passes the rest of the line, its end included. */
    void skipLine() throws IOException {
        int found = next();
        while (found >= 0 && found != '\n') {
            found = next();
        }
    }

    static boolean isBlank(int found) {
        return found == ' ' || found == '\t' || found == '\r';
    }
}

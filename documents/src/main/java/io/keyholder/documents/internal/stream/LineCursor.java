package io.keyholder.documents.internal.stream;

import java.io.IOException;
import java.io.InputStream;

/** A place in a stream that knows its line and how far that line is indented. Not thread-safe. */
final class LineCursor {
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int MAX_INDENTATION = 1_000;
    private static final int NOT_INDENTATION = -1;

    private final ByteWindow window;
    private long line = 1;
    private int blanks;

    /** The beginning of a line. */
    public record Mark(long position, long line) {}

    LineCursor(InputStream input) {
        window = new ByteWindow(input);
    }

    long position() {
        return window.position();
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /**
     * How many blanks come before the next byte on its line; 0 when something else does or when they are more than
     * {@value #MAX_INDENTATION}.
     */
    int indentation() {
        return Math.max(blanks, 0);
    }

    /** Whether nothing but blanks comes before the next byte on its line. */
    boolean isInIndentation() {
        return blanks != NOT_INDENTATION;
    }

    boolean isAtLineStart() {
        return blanks == 0;
    }

    /** The beginning of the line, provided {@link #isInIndentation()}. */
    Mark lineStart() {
        return new Mark(position() - indentation(), line);
    }

    /** The next byte without passing it, or -1 at the end of the stream. */
    int peek() throws IOException {
        return window.peek();
    }

    /** Passes and returns the next byte, or returns -1 at the end of the stream. */
    int next() throws IOException {
        int found = window.next();
        if (found == '\n') {
            line++;
            blanks = 0;
        } else if (!isBlank(found) || blanks == MAX_INDENTATION) {
            blanks = NOT_INDENTATION;
        } else if (isInIndentation()) {
            blanks++;
        }
        return found;
    }

    /** Passes the rest of the line, its end included. */
    void skipLine() throws IOException {
        int found = next();
        while (found >= 0 && found != '\n') {
            forgetBefore(position());
            found = next();
        }
    }

    /** Goes back to the beginning of a line that was not forgotten. */
    void backTo(Mark mark) {
        window.backTo(mark.position());
        line = mark.line();
        blanks = 0;
    }

    void forgetBefore(long position) {
        window.forgetBefore(position);
    }

    int heldBytes() {
        return window.heldBytes();
    }

    byte[] copySince(long position) {
        return window.copy(position, position());
    }

    /** Passes white space and returns what comes next, as {@link #peek()} does. */
    int skipSpace() throws IOException {
        int found = peek();
        while (found == '\n' || isBlank(found)) {
            next();
            forgetBefore(position());
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

    /** Passes a byte order mark, if there is one. */
    void skipByteOrderMark() throws IOException {
        for (int expected : BYTE_ORDER_MARK) {
            if (window.peek() != expected) {
                window.backTo(0);
                return;
            }
            window.next();
        }
    }

    private static boolean isBlank(int found) {
        return found == ' ' || found == '\t' || found == '\r';
    }
}

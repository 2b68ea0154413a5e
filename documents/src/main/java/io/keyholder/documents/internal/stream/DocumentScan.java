package io.keyholder.documents.internal.stream;

import io.keyholder.documents.internal.json.JsonNesting;
import java.io.IOException;
import java.util.Optional;

/**
 * Passes one document that begins with a bracket at the cursor, without understanding it.
 *
 * <p>A line that is indented as the document is and begins with <code>{</code> looks like the beginning of the next
 * one. Where the grammar of JSON has no place for a value, it is; where it has, it may be, and is remembered in case
 * the whole turns out not to be JSON. A document over the limit is passed without being held. Used once.
 */
final class DocumentScan {
    private final LineCursor cursor;
    private final long start;
    private final long line;
    private final int indentation;
    private final JsonNesting nesting = new JsonNesting();
    private Optional<LineCursor.Mark> nextLike = Optional.empty();
    private long lastLine;

    DocumentScan(LineCursor cursor) {
        this.cursor = cursor;
        start = cursor.position();
        line = cursor.line();
        lastLine = line;
        indentation = cursor.indentation();
        cursor.forgetBefore(start);
    }

    /** Passes the document and returns true, or what there is of a broken one and returns false. */
    boolean isWhole() throws IOException {
        do {
            lastLine = cursor.line();
            nesting.accept(cursor.next());
        } while (!nesting.isComplete() && !nesting.isBroken() && cursor.peek() >= 0 && !isOver());
        return nesting.isComplete();
    }

    /** What was passed. */
    DocumentFrame frame(Optional<LineCursor.Mark> retry) {
        return isTooLarge() ? DocumentFrame.tooLarge(line) : DocumentFrame.of(line, cursor.copySince(start), retry);
    }

    /** The first line that looks like the beginning of another document; absent when there was none. */
    Optional<LineCursor.Mark> nextLike() {
        return nextLike;
    }

    /** Whether all that was passed stands on one line. */
    boolean isOnOneLine() {
        return lastLine == line;
    }

    long start() {
        return start;
    }

    /** The line on which the document begins. */
    long line() {
        return line;
    }

    int indentation() {
        return indentation;
    }

    /** Whether another document follows, or may have begun before and this one is too large to be whole. */
    private boolean isOver() throws IOException {
        boolean another = false;
        if (looksLikeNext()) {
            another = !nesting.mayTakeValue();
            if (nextLike.isEmpty() && (another || !isTooLarge())) {
                nextLike = Optional.of(cursor.lineStart());
            }
        }
        if (isTooLarge() && nextLike.isEmpty()) {
            cursor.forgetBefore(cursor.position() - cursor.indentation());
        }
        return another || (isTooLarge() && nextLike.isPresent());
    }

    private boolean looksLikeNext() throws IOException {
        return cursor.isInIndentation() && cursor.indentation() == indentation && cursor.peek() == '{';
    }

    private boolean isTooLarge() {
        return cursor.position() - start > DocumentFrame.MAX_BYTES;
    }
}

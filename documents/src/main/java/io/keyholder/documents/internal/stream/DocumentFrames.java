package io.keyholder.documents.internal.stream;

import io.keyholder.documents.internal.json.JsonNesting;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into documents: objects one after the other, on one line each or on several, and objects in arrays.
 * What does not fit becomes a frame with a problem or with content that is no document, and cutting goes on behind it.
 * Holds one document at a time. Not thread-safe.
 */
public final class DocumentFrames {
    private final LineCursor cursor;
    private Place place = Place.OUTSIDE;
    private long arrayLine;

    private enum Place {
        OUTSIDE,
        ARRAY_BEGUN,
        AFTER_COMMA,
        AFTER_ELEMENT,
        /** Behind something broken in an array. */
        SOMEWHERE_IN_ARRAY
    }

    public DocumentFrames(InputStream input) {
        cursor = new LineCursor(input);
    }

    /** The next frame; absent at the end of the stream. */
    public Optional<DocumentFrame> next() throws IOException {
        if (cursor.position() == 0) {
            cursor.skipByteOrderMark();
        }
        for (int next = cursor.skipSpace(); next >= 0; next = cursor.skipSpace()) {
            Optional<DocumentFrame> frame = place == Place.OUTSIDE ? outside(next) : inArray(next);
            if (frame.isPresent()) {
                return frame;
            }
        }
        return end();
    }

    /** Goes on from a place inside the frame that was given last. */
    public void retryFrom(LineCursor.Mark mark) {
        cursor.backTo(mark);
        resume();
    }

    /** How many bytes of the stream are held. */
    int heldBytes() {
        return cursor.heldBytes();
    }

    private Optional<DocumentFrame> outside(int next) throws IOException {
        if (next == '[') {
            arrayLine = cursor.line();
            cursor.next();
            place = Place.ARRAY_BEGUN;
            return Optional.empty();
        }
        return Optional.of(next == '{' ? document() : restOfLine(cursor.position(), cursor.line()));
    }

    private Optional<DocumentFrame> inArray(int next) throws IOException {
        return switch (next) {
            case ',' -> comma();
            case ']' -> endOfArray();
            default -> Optional.of(element(next));
        };
    }

    private Optional<DocumentFrame> comma() throws IOException {
        boolean expected = place == Place.AFTER_ELEMENT || place == Place.SOMEWHERE_IN_ARRAY;
        cursor.next();
        place = Place.AFTER_COMMA;
        return expected ? Optional.empty() : Optional.of(missing());
    }

    private Optional<DocumentFrame> endOfArray() throws IOException {
        boolean expected = place != Place.AFTER_COMMA;
        cursor.next();
        place = Place.OUTSIDE;
        return expected ? Optional.empty() : Optional.of(missing());
    }

    private DocumentFrame element(int next) throws IOException {
        if (place == Place.AFTER_ELEMENT) {
            place = Place.AFTER_COMMA;
            return DocumentFrame.broken(cursor.line(), "is not separated by a comma from the one before");
        }
        place = Place.AFTER_ELEMENT;
        return next == '{' || next == '[' ? document() : scalar();
    }

    private Optional<DocumentFrame> end() {
        if (place == Place.OUTSIDE) {
            return Optional.empty();
        }
        place = Place.OUTSIDE;
        return Optional.of(
                DocumentFrame.broken(cursor.line(), "is missing: the array of line " + arrayLine + " does not end"));
    }

    private DocumentFrame document() throws IOException {
        DocumentScan scan = new DocumentScan(cursor);
        if (!scan.isWhole()) {
            DocumentFrame frame = scan.frame(Optional.empty());
            passBroken(scan);
            return frame;
        }
        return place == Place.OUTSIDE ? wholeLine(scan) : scan.frame(scan.nextLike());
    }

    private void passBroken(DocumentScan scan) throws IOException {
        if (scan.nextLike().isPresent()) {
            cursor.backTo(scan.nextLike().get());
        } else if (place != Place.OUTSIDE || !scan.isOnOneLine()) {
            skipToLineLike(scan.indentation());
        } else if (!cursor.isAtLineStart()) {
            cursor.skipLine();
        }
        resume();
    }

    private void resume() {
        if (place != Place.OUTSIDE) {
            place = Place.SOMEWHERE_IN_ARRAY;
        }
    }

    private void skipToLineLike(int indentation) throws IOException {
        if (!cursor.isAtLineStart()) {
            cursor.skipLine();
        }
        int next = cursor.skipBlanks();
        while (next >= 0 && !(next == '{' && cursor.indentation() == indentation)) {
            cursor.skipLine();
            next = cursor.skipBlanks();
        }
    }

    /** Outside of arrays only another document may follow on the same line. */
    private DocumentFrame wholeLine(DocumentScan scan) throws IOException {
        int next = cursor.skipBlanks();
        return next < 0 || next == '\n' || next == '{' || next == '['
                ? scan.frame(scan.nextLike())
                : restOfLine(scan.start(), scan.line());
    }

    private DocumentFrame restOfLine(long start, long line) throws IOException {
        cursor.forgetBefore(start);
        for (int next = cursor.peek(); next >= 0 && next != '\n'; next = cursor.peek()) {
            pass(start);
        }
        return frame(start, line);
    }

    /** An array's element that is no document: up to the next comma or bracket outside of a string. */
    private DocumentFrame scalar() throws IOException {
        long start = cursor.position();
        long line = cursor.line();
        JsonNesting nesting = new JsonNesting();
        cursor.forgetBefore(start);
        for (int next = cursor.peek(); isInScalar(next, nesting); next = cursor.peek()) {
            nesting.accept(next);
            pass(start);
        }
        return frame(start, line);
    }

    private static boolean isInScalar(int next, JsonNesting nesting) {
        return next >= 0 && next != '\n' && (nesting.isInString() || (next != ',' && next != ']'));
    }

    private void pass(long start) throws IOException {
        cursor.next();
        if (isTooLarge(start)) {
            cursor.forgetBefore(cursor.position());
        }
    }

    private DocumentFrame frame(long start, long line) {
        return isTooLarge(start)
                ? DocumentFrame.tooLarge(line)
                : DocumentFrame.of(line, cursor.copySince(start), Optional.empty());
    }

    private boolean isTooLarge(long start) {
        return cursor.position() - start > DocumentFrame.MAX_BYTES;
    }

    private DocumentFrame missing() {
        return DocumentFrame.broken(cursor.line(), "is missing in an array: there is a comma too many");
    }
}

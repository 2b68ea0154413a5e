package io.keyholder.documents.internal.stream;

import io.keyholder.documents.internal.json.JsonNesting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts a stream into documents: objects one after the other, on one line each or on several, and objects in arrays. A
 * broken document is a frame with a problem, or with content that is no document.
 *
 * <p>Where it goes on: behind a broken line, at the next line. Behind a broken document of several lines, at the next
 * line that begins with <code>{</code> and is indented as it is; from the first line of this kind inside it on, each
 * line is a document of its own, see {@link #lookInside}. Behind a broken element of an array, nowhere: the rest is one
 * frame with a problem. Each byte is looked at twice at most, so that hostile streams take linear time. Holds one
 * document at a time. Not thread-safe.
 */
public final class DocumentFrames {
    private final LineInput input;
    /** Whether each line is a document. */
    private final boolean isOfLines;
    /** Where the first such line begins; absent once it was found. */
    private OptionalInt firstIndentation;

    private Place place = Place.OUTSIDE;
    private long arrayLine;
    private long brokenLine;
    private Optional<Inside> inside = Optional.empty();
    private FrameContent last;
    private int lastIndentation;

    private enum Place {
        OUTSIDE,
        ARRAY_BEGUN,
        AFTER_COMMA,
        AFTER_ELEMENT,
        BROKEN_ARRAY,
        ENDED
    }

    /** The lines of a document that was read as one of several lines and is none. */
    private record Inside(DocumentFrames lines, long firstLine) {
        Optional<DocumentFrame> next() throws IOException {
            return lines.next().map(frame -> frame.movedBy(firstLine - 1));
        }
    }

    public DocumentFrames(InputStream utf8) {
        this(utf8, OptionalInt.empty());
    }

    private DocumentFrames(InputStream utf8, OptionalInt firstIndentation) {
        input = new LineInput(utf8);
        this.firstIndentation = firstIndentation;
        isOfLines = firstIndentation.isPresent();
        last = new FrameContent(input);
    }

    /** The next frame; absent at the end of the stream. */
    public Optional<DocumentFrame> next() throws IOException {
        if (inside.isPresent()) {
            Optional<DocumentFrame> found = inside.get().next();
            if (found.isPresent()) {
                return found;
            }
            inside = Optional.empty();
        }
        if (firstIndentation.isPresent()) {
            skipToLineLike(firstIndentation.getAsInt());
            firstIndentation = OptionalInt.empty();
        }
        while (place != Place.ENDED) {
            int next = input.skipSpace();
            Optional<DocumentFrame> frame = next < 0 ? end() : frame(next);
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    /**
     * Goes on inside the frame that was given last, which turned out not to be JSON: lines in it that begin as it does
     * may be documents of their own.
     */
    public void lookInside(DocumentFrame frame) {
        if (inside.isPresent() || place != Place.OUTSIDE) {
            return;
        }
        byte[] content = frame.content();
        int second = 0;
        while (second < content.length && content[second] != '\n') {
            second++;
        }
        if (second < content.length) {
            InputStream rest = new ByteArrayInputStream(content, second + 1, content.length - second - 1);
            inside = Optional.of(
                    new Inside(new DocumentFrames(rest, OptionalInt.of(lastIndentation)), frame.line() + 1));
        }
    }

    /** How many bytes of the stream are held beside the block that is read. */
    int heldBytes() {
        return last.heldBytes();
    }

    private Optional<DocumentFrame> frame(int next) throws IOException {
        return switch (place) {
            case OUTSIDE -> outside(next);
            case BROKEN_ARRAY -> restOfArray();
            default -> inArray(next);
        };
    }

    private Optional<DocumentFrame> outside(int next) throws IOException {
        if (next == '[' && !isOfLines) {
            arrayLine = input.line();
            input.next();
            place = Place.ARRAY_BEGUN;
            return Optional.empty();
        }
        return Optional.of(next == '{' ? document() : content().restOfLine().frame());
    }

    private Optional<DocumentFrame> inArray(int next) throws IOException {
        return switch (next) {
            case ',' -> comma();
            case ']' -> endOfArray();
            default -> Optional.of(element(next));
        };
    }

    private Optional<DocumentFrame> comma() throws IOException {
        boolean expected = place == Place.AFTER_ELEMENT;
        input.next();
        place = Place.AFTER_COMMA;
        return expected ? Optional.empty() : Optional.of(missing());
    }

    private Optional<DocumentFrame> endOfArray() throws IOException {
        boolean expected = place != Place.AFTER_COMMA;
        input.next();
        place = Place.OUTSIDE;
        return expected ? Optional.empty() : Optional.of(missing());
    }

    private DocumentFrame element(int next) throws IOException {
        if (place == Place.AFTER_ELEMENT) {
            place = Place.AFTER_COMMA;
            return DocumentFrame.broken(input.line(), "is not separated by a comma from the one before");
        }
        place = Place.AFTER_ELEMENT;
        return next == '{' || next == '[' ? structure() : scalar();
    }

    /** An object or an array in an array, up to the bracket that ends it. */
    private DocumentFrame structure() throws IOException {
        FrameContent content = content();
        JsonNesting nesting = new JsonNesting();
        do {
            nesting.accept(content.pass());
        } while (!nesting.isComplete() && !nesting.isBroken() && input.peek() >= 0);
        if (!nesting.isComplete()) {
            brokenLine = content.line();
            place = Place.BROKEN_ARRAY;
        }
        return content.frame();
    }

    /** An array's element that is no document: up to the next comma or bracket outside of a string. */
    private DocumentFrame scalar() throws IOException {
        FrameContent content = content();
        JsonNesting nesting = new JsonNesting();
        for (int next = input.peek(); isInScalar(next, nesting); next = input.peek()) {
            nesting.accept(content.pass());
        }
        return content.frame();
    }

    private static boolean isInScalar(int next, JsonNesting nesting) {
        return next >= 0 && next != '\n' && (nesting.isInString() || (next != ',' && next != ']'));
    }

    private Optional<DocumentFrame> end() {
        Place before = place;
        place = Place.ENDED;
        return switch (before) {
            case OUTSIDE, ENDED -> Optional.empty();
            case BROKEN_ARRAY -> Optional.of(unread());
            default ->
                Optional.of(DocumentFrame.broken(
                        input.line(), "is missing: the array of line " + arrayLine + " does not end"));
        };
    }

    private Optional<DocumentFrame> restOfArray() {
        place = Place.ENDED;
        return Optional.of(unread());
    }

    private DocumentFrame unread() {
        return DocumentFrame.broken(
                input.line(),
                "is not read: the array of line " + arrayLine + " is broken by its element of line " + brokenLine);
    }

    private DocumentFrame document() throws IOException {
        FrameContent content = content();
        int indentation = input.indentation();
        JsonNesting nesting = new JsonNesting();
        long lastLine;
        do {
            lastLine = input.line();
            nesting.accept(content.pass());
        } while (!nesting.isComplete() && !nesting.isBroken() && goesOn(content, nesting, indentation));
        if (nesting.isComplete()) {
            return wholeLine(content);
        }
        if (nesting.isBroken() && input.indentation() != 0) {
            input.skipLine();
        }
        if (nesting.isBroken() && lastLine != content.line()) {
            skipToLineLike(indentation);
        }
        return content.frame();
    }

    /**
     * Whether the document goes on. A line that is indented as it is and begins with <code>{</code> is another one
     * where the grammar of JSON has no place for a value.
     */
    private boolean goesOn(FrameContent content, JsonNesting nesting, int indentation) throws IOException {
        int next = input.peek();
        boolean isOnFirstLine = input.line() == content.line();
        return next >= 0
                && (isOnFirstLine || !isOfLines)
                && (isOnFirstLine
                        || next != '{'
                        || input.indentation() != indentation
                        || nesting.isInString()
                        || nesting.mayTakeValue());
    }

    /** Outside of arrays only another document may follow on the same line, or a comma at its end. */
    private DocumentFrame wholeLine(FrameContent content) throws IOException {
        int next = input.skipBlanks();
        if (next == ',') {
            input.next();
            next = input.skipBlanks();
        }
        return next < 0 || next == '\n' || next == '{' || next == '['
                ? content.frame()
                : content.restOfLine().frame();
    }

    private void skipToLineLike(int indentation) throws IOException {
        int next = input.skipBlanks();
        while (next >= 0 && !(next == '{' && input.indentation() == indentation)) {
            input.skipLine();
            next = input.skipBlanks();
        }
    }

    private FrameContent content() {
        lastIndentation = input.indentation();
        last = new FrameContent(input);
        return last;
    }

    private DocumentFrame missing() {
        return DocumentFrame.broken(input.line(), "is missing in an array: there is a comma too many");
    }
}

package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.stream.DocumentFrame;
import io.keyholder.documents.internal.stream.DocumentFrames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the user documents of a stream in UTF-8, one after the other: one document, an array of documents, or one
 * document a line, with or without byte order mark, blank lines and carriage returns. Documents may span lines.
 *
 * <p>A document that is no user becomes a {@link ReadOutcome.Refused} and never stops the rest. Behind one that is not
 * even JSON, reading goes on at the next line, or, when the broken one spans lines or stands in an array, at the next
 * line that begins with <code>{</code> and is indented as the broken one is. An array that does not end is refused once
 * more at the end of the stream, because documents may be missing.
 *
 * <p>Holds one document at a time, however long the stream is; one over {@link UserDocuments#MAX_DOCUMENT_BYTES} is
 * refused without being held. Not thread-safe.
 */
public final class UserDocumentStream implements Iterator<ReadOutcome>, AutoCloseable {
    private final InputStream input;
    private final DocumentFrames frames;
    private Optional<ReadOutcome> next = Optional.empty();
    private boolean ended;

    private UserDocumentStream(InputStream input) {
        this.input = input;
        this.frames = new DocumentFrames(input);
    }

    /** Reads a stream, which need not be buffered. Nothing is read before {@link #hasNext()} or {@link #next()}. */
    public static UserDocumentStream of(InputStream input) {
        return new UserDocumentStream(input);
    }

    /**
     * Whether there is another document.
     *
     * @throws UncheckedIOException when the stream cannot be read; there is nothing more then
     */
    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !ended) {
            advance();
        }
        return next.isPresent();
    }

    /**
     * What became of the next document.
     *
     * @throws UncheckedIOException when the stream cannot be read; there is nothing more then
     */
    @Override
    public ReadOutcome next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more documents");
        }
        ReadOutcome outcome = next.orElseThrow();
        next = Optional.empty();
        return outcome;
    }

    /**
     * Closes the stream that is read.
     *
     * @throws UncheckedIOException when it cannot be closed
     */
    @Override
    public void close() {
        ended = true;
        try {
            input.close();
        } catch (IOException broken) {
            throw new UncheckedIOException("the stream of documents cannot be closed", broken);
        }
    }

    private void advance() {
        ended = true;
        try {
            next = frames.next().map(this::outcome);
        } catch (IOException broken) {
            throw new UncheckedIOException("the stream of documents cannot be read", broken);
        }
        ended = next.isEmpty();
    }

    private ReadOutcome outcome(DocumentFrame frame) {
        return frame.problem()
                .map(problem -> refused(frame, DocumentException.of(problem)))
                .orElseGet(() -> read(frame));
    }

    private ReadOutcome read(DocumentFrame frame) {
        try {
            return new ReadOutcome.Read(frame.line(), UserDocuments.read(frame.content()));
        } catch (DocumentException refused) {
            if (refused.isMalformed()) {
                frame.retry().ifPresent(frames::retryFrom);
            }
            return refused(frame, refused);
        }
    }

    private static ReadOutcome refused(DocumentFrame frame, DocumentException refused) {
        return new ReadOutcome.Refused(frame.line(), refused.userId(), refused.reason());
    }
}

package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.stream.CouchReply;
import io.keyholder.documents.internal.stream.DocumentFrame;
import io.keyholder.documents.internal.stream.DocumentFrames;
import io.keyholder.documents.internal.stream.StreamText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads the user documents of a stream in UTF-8, one after the other: one document, an array of documents, or one
 * document a line, with or without byte order mark, blank lines, carriage returns and commas at their ends. Documents
 * may span lines. A file may be in UTF-16 or packed by gzip, and may be what CouchDB replies or accepts:
 * {@code _all_docs} and views with {@code include_docs}, {@code _find}, {@code _bulk_docs}, {@code _changes}.
 *
 * <p>A document that is no user becomes a {@link ReadOutcome.Refused} and never stops the rest. Behind a line that is
 * not even JSON, reading goes on at the next line; behind a broken document of several lines, at the next line that
 * begins with <code>{</code> and is indented as it is. Behind an element of an array whose brackets are broken, the
 * rest is refused once, with its line. An array that does not end is refused once more at the end of the stream,
 * because documents may be missing. The time is linear in the length of the stream, whatever it holds.
 *
 * <p>Holds one document at a time, however long the stream is; one over {@link UserDocuments#MAX_DOCUMENT_BYTES} is
 * refused without being held. Not thread-safe.
 */
public final class UserDocumentStream implements Iterator<ReadOutcome>, AutoCloseable {
    private final InputStream input;
    private Optional<Source> source = Optional.empty();
    private Optional<ReadOutcome> next = Optional.empty();
    private long lastLine = 1;
    private boolean ended;

    private UserDocumentStream(InputStream input) {
        this.input = input;
    }

    /** The stream once its form is known. */
    private record Source(CouchReply reply, DocumentFrames frames) {
        static Source of(InputStream input) throws IOException {
            CouchReply reply = CouchReply.of(StreamText.utf8(input));
            return new Source(reply, new DocumentFrames(reply.stream()));
        }

        Optional<DocumentFrame> next() throws IOException {
            Optional<DocumentFrame> frame = frames.next();
            while (frame.filter(found -> reply.isRest(found.content())).isPresent()) {
                frame = frames.next();
            }
            return frame;
        }
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
            Source opened = source.isPresent() ? source.get() : Source.of(input);
            source = Optional.of(opened);
            next = opened.next().map(this::outcome);
        } catch (CharacterCodingException noText) {
            next = Optional.of(new ReadOutcome.Refused(
                    lastLine, Optional.empty(), "the stream is not text in the encoding that it begins with"));
            return;
        } catch (IOException broken) {
            throw new UncheckedIOException("the stream of documents cannot be read", broken);
        }
        ended = next.isEmpty();
    }

    private ReadOutcome outcome(DocumentFrame frame) {
        lastLine = frame.line();
        return frame.problem()
                .map(problem -> refused(frame, DocumentException.of(problem)))
                .orElseGet(() -> read(frame));
    }

    private ReadOutcome read(DocumentFrame frame) {
        try {
            return new ReadOutcome.Read(frame.line(), UserDocuments.readRow(frame.content()));
        } catch (DocumentException refused) {
            if (refused.isMalformed()) {
                source.ifPresent(opened -> opened.frames().lookInside(frame));
            }
            return refused(frame, refused);
        }
    }

    private static ReadOutcome refused(DocumentFrame frame, DocumentException refused) {
        return new ReadOutcome.Refused(frame.line(), refused.userId(), refused.reason());
    }
}

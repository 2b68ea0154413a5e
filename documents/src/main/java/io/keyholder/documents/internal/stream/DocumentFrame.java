package io.keyholder.documents.internal.stream;

import io.keyholder.documents.internal.json.StrictJson;
import java.util.Optional;

/** What a stream holds in the place of one document. */
public final class DocumentFrame {
    static final int MAX_BYTES = StrictJson.MAX_LENGTH_BYTES;

    private final long line;
    private final byte[] content;
    private final Optional<String> problem;

    private DocumentFrame(long line, byte[] content, Optional<String> problem) {
        this.line = line;
        this.content = content;
        this.problem = problem;
    }

    static DocumentFrame of(long line, byte[] content) {
        return new DocumentFrame(line, content, Optional.empty());
    }

    static DocumentFrame tooLarge(long line) {
        return broken(line, "is longer than " + MAX_BYTES + " bytes");
    }

    static DocumentFrame broken(long line, String problem) {
        return new DocumentFrame(line, new byte[0], Optional.of(problem));
    }

    /** The same so many lines further down. */
    DocumentFrame movedBy(long lines) {
        return new DocumentFrame(line + lines, content, problem);
    }

    /** The line on which it begins, from 1. */
    public long line() {
        return line;
    }

    /** Its bytes, not copied; empty when there is a problem. */
    public byte[] content() {
        return content;
    }

    /** Why it is no document, the end of a sentence; absent when the content decides. */
    public Optional<String> problem() {
        return problem;
    }
}

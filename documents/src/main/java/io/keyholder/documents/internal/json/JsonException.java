package io.keyholder.documents.internal.json;

/** Text that is no acceptable JSON, or a value that cannot be written as JSON. The message never shows any value. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String problem;

    /** What is wrong. */
    public enum Kind {
        /** It breaks the grammar of JSON, or is not text at all. */
        MALFORMED,
        /** It is JSON that we refuse: a name given twice, a limit passed. */
        UNACCEPTABLE
    }

    /** @param problem the end of a sentence about the text, on one line, showing no value */
    public JsonException(Kind kind, String problem) {
        super("the text " + problem);
        this.kind = kind;
        this.problem = problem;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The end of a sentence about the text, on one line. */
    public String problem() {
        return problem;
    }

    /** Whether the text breaks the grammar of JSON. */
    public boolean isMalformed() {
        return kind == Kind.MALFORMED;
    }
}

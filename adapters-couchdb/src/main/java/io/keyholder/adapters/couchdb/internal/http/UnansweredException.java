package io.keyholder.adapters.couchdb.internal.http;

/** A request without a whole answer; the server may have done it or not. Never leaves this package. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final boolean isUnsent;

    public UnansweredException(String problem, Throwable cause) {
        this(problem, cause, false);
    }

    public UnansweredException(String problem, Throwable cause, boolean isUnsent) {
        super(problem, cause);
        this.problem = problem;
        this.isUnsent = isUnsent;
    }

    /** Whether the request certainly did not reach the server. */
    boolean isUnsent() {
        return isUnsent;
    }

    /** The message. */
    public String problem() {
        return problem;
    }
}

package io.keyholder.adapters.couchdb;

/** A request without a whole answer; the server may have done it or not. Never leaves this package. */
final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final boolean isUnsent;

    UnansweredException(String problem, Throwable cause) {
        this(problem, cause, false);
    }

    UnansweredException(String problem, Throwable cause, boolean isUnsent) {
        super(problem, cause);
        this.problem = problem;
        this.isUnsent = isUnsent;
    }

    /** Whether the request certainly did not reach the server. */
    boolean isUnsent() {
        return isUnsent;
    }

    /** The message. */
    String problem() {
        return problem;
    }
}

package io.keyholder.adapters.couchdb;

/** A request without a whole answer; the server may have done it or not. Never leaves this package. */
final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    UnansweredException(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** The message. */
    String problem() {
        return problem;
    }
}

package io.keyholder.domain;

/**
 * A value that its type cannot hold. The message names what was wrong and the bound it broke, never a secret; text
 * taken from the caller is escaped onto one line and shortened.
 */
public final class InvalidValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String problem;

    /**
     * @param what the field's name, such as {@code "user id"}
     * @param problem what is wrong with it, as the end of a sentence that begins with the name
     */
    public InvalidValueException(String what, String problem) {
        super(what + " " + problem);
        this.what = what;
        this.problem = problem;
    }

    /** The name of the value that was refused. */
    public String what() {
        return what;
    }

    /** What is wrong with it: the message without its first words, the name. */
    public String problem() {
        return problem;
    }
}

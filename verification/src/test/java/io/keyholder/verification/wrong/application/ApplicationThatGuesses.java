package io.keyholder.verification.wrong.application;

/** Deliberately wrong: makes ids that are not from the port. */
public final class ApplicationThatGuesses {
    public String id() {
        return java.util.UUID.randomUUID().toString();
    }
}

package io.keyholder.verification.wrong.application;

/** Deliberately wrong: reads the system clock. */
public final class ApplicationThatReadsTheClock {
    public java.time.Instant now() {
        return java.time.Instant.now();
    }
}

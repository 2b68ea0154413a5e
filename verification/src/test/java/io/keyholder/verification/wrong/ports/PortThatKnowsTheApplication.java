package io.keyholder.verification.wrong.ports;

/** Deliberately wrong: knows what is further out. */
public final class PortThatKnowsTheApplication {
    public Object application() {
        return new io.keyholder.verification.wrong.application.ApplicationThatPrints();
    }
}

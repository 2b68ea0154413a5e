package io.keyholder.verification.wrong.adapters.phone;

/** Deliberately wrong: knows the application. */
public final class PhoneThatKnowsTheApplication {
    public Object application() {
        return new io.keyholder.verification.wrong.application.ApplicationThatPrints();
    }
}

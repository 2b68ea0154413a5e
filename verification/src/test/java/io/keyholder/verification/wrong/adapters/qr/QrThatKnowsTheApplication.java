package io.keyholder.verification.wrong.adapters.qr;

/** Deliberately wrong: knows the application. */
public final class QrThatKnowsTheApplication {
    public Object application() {
        return new io.keyholder.verification.wrong.application.ApplicationThatPrints();
    }
}

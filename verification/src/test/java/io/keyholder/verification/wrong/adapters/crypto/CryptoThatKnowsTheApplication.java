package io.keyholder.verification.wrong.adapters.crypto;

/** Deliberately wrong: knows the application. */
public final class CryptoThatKnowsTheApplication {
    public Object application() {
        return new io.keyholder.verification.wrong.application.ApplicationThatPrints();
    }
}

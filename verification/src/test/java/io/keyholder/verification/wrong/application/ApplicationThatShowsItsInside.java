package io.keyholder.verification.wrong.application;

import io.keyholder.verification.wrong.application.internal.Wiring;

/** Deliberately wrong: shows a type of an internal package. */
public final class ApplicationThatShowsItsInside {
    public Wiring wiring() {
        return new Wiring();
    }
}

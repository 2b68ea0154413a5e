package io.keyholder.verification.wrong.application;

/** Deliberately wrong: prints. */
public final class ApplicationThatPrints {
    public void greet() {
        System.out.println("hello");
    }
}

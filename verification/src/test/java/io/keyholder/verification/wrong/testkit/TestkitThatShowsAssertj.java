package io.keyholder.verification.wrong.testkit;

/** Deliberately wrong: shows a type of a library. */
public final class TestkitThatShowsAssertj {
    public org.assertj.core.api.AbstractAssert<?, ?> assertion(org.assertj.core.api.AbstractAssert<?, ?> same) {
        return same;
    }
}

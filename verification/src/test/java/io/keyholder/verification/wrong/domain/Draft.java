package io.keyholder.verification.wrong.domain;

/** Deliberately wrong: a draft that is not private to the value it makes. */
public final class Draft {
    private int age;

    public int grow() {
        return ++age;
    }
}

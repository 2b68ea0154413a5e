package io.keyholder.verification.wrong.domain;

/** Deliberately wrong: holds a field that is not final. */
public final class DomainThatChanges {
    private int age;

    public int grow() {
        return ++age;
    }
}

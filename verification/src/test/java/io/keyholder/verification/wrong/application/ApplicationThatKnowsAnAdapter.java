package io.keyholder.verification.wrong.application;

/** Deliberately wrong: knows an adapter. */
public final class ApplicationThatKnowsAnAdapter {
    public Object adapter() {
        return new io.keyholder.verification.wrong.adapters.memory.MemoryThatKnowsCrypto();
    }
}

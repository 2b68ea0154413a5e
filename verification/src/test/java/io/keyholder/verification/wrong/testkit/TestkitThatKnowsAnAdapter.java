package io.keyholder.verification.wrong.testkit;

/** Deliberately wrong: knows an adapter. */
public final class TestkitThatKnowsAnAdapter {
    public Object adapter() {
        return new io.keyholder.verification.wrong.adapters.memory.MemoryThatKnowsCrypto();
    }
}

package io.keyholder.verification.wrong.adapters.memory;

/** Deliberately wrong: knows another adapter. */
public final class MemoryThatKnowsCrypto {
    public Object crypto() {
        return new io.keyholder.verification.wrong.adapters.crypto.CryptoThatKnowsTheApplication();
    }
}

package io.keyholder.application.key;

import io.keyholder.domain.key.EncryptionPublicKey;

/** Where the first key of a new user's data owner comes from. */
public sealed interface FirstKey {
    /**
     * It is made here, and its private half handed over once.
     *
     * @param trusted from when on it is sealed for
     */
    record Generated(Trust trusted) implements FirstKey {}

    /** From when on a key that was made here is sealed for. */
    enum Trust {
        /** Once its owner confirmed that it has the private half, or proved it. */
        ON_RECEIPT,
        /** Once the user is stored: for hosts that hand the private half over within the same process. */
        AT_ONCE
    }

    /** The data owner's client made it and keeps the private half. */
    record OfClient(EncryptionPublicKey publicKey) implements FirstKey {}

    /** The data owner's client made it, and has shown that it holds the private half. */
    record Proven(ProvenKey key) implements FirstKey {}

    /** There is none. */
    record None() implements FirstKey {}
}

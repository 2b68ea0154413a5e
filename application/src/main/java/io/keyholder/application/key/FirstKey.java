package io.keyholder.application.key;

import io.keyholder.domain.key.EncryptionPublicKey;

/** Where the first key of a new user's data owner comes from. */
public sealed interface FirstKey {
    /** It is made here, and its private half handed over once. */
    record Generated() implements FirstKey {}

    /** The data owner's client made it and keeps the private half. */
    record OfClient(EncryptionPublicKey publicKey) implements FirstKey {}

    /** The data owner's client made it, and has shown that it holds the private half. */
    record Proven(ProvenKey key) implements FirstKey {}

    /** There is none. */
    record None() implements FirstKey {}
}

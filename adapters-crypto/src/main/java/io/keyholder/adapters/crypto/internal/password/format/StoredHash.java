package io.keyholder.adapters.crypto.internal.password.format;

/** A stored hash whose form was understood. Implementations are immutable and thread-safe. */
public sealed interface StoredHash permits CheckableHash, UncheckableHash {}

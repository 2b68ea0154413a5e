package io.keyholder.adapters.crypto;

/** A stored hash whose form was understood. Implementations are immutable and thread-safe. */
sealed interface StoredHash permits CheckableHash, UncheckableHash {}

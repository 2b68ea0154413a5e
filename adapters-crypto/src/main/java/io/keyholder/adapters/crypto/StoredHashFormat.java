package io.keyholder.adapters.crypto;

import java.util.Optional;

/**
 * One textual form of stored hashes. No text belongs to two formats. Implementations are immutable and thread-safe, and do
 * no work that grows with what the text asks for.
 */
@FunctionalInterface
interface StoredHashFormat {
    /** The hash; absent when the text is not of this form, is malformed, or asks for more work than is allowed. */
    Optional<StoredHash> read(String encoded);
}

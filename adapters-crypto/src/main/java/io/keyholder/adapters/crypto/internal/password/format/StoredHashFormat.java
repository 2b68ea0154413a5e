package io.keyholder.adapters.crypto.internal.password.format;

import java.util.Optional;

/**
 * One textual form of stored hashes. No text belongs to two formats. Implementations are immutable and thread-safe, and
 * do no work that grows with what the text asks for.
 */
@FunctionalInterface
public interface StoredHashFormat {
    /** The hash, uncheckable when it asks for more work than is allowed; absent when the text is not of this form. */
    Optional<StoredHash> read(String encoded);
}

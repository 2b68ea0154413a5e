package io.keyholder.adapters.crypto;

/**
 * A stored hash that was understood and that nobody gets in with.
 *
 * @param why as the host is told
 */
record UncheckableHash(HashDiagnosis why) implements StoredHash {}

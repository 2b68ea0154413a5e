package io.keyholder.adapters.crypto.internal.password.format;

import io.keyholder.adapters.crypto.password.HashDiagnosis;

/**
 * A stored hash that was understood and that no user logs in with.
 *
 * @param why as the host is told
 */
public record UncheckableHash(HashDiagnosis why) implements StoredHash {}

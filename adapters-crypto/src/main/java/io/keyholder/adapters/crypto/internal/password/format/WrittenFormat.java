package io.keyholder.adapters.crypto.internal.password.format;

import io.keyholder.ports.randomness.SecretGenerator;

/** A textual form that new hashes may have. */
public interface WrittenFormat extends StoredHashFormat {
    /** Whether this form is for such passwords. */
    boolean takes(byte[] password);

    /** The hash, freshly salted, of a password that this form is for. */
    String write(byte[] password, SecretGenerator salts);
}

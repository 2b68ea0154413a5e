package io.keyholder.ports.keys;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;

/**
 * Seals content under a key that sealer and opener both have. Implementations MUST be thread-safe and keep nothing;
 * sealing the same content twice MUST give different results. All methods throw
 * {@link io.keyholder.ports.failure.CryptoException} when the provider fails.
 */
public interface ContentCipher {
    /** The sealed form, in which every change is noticed. */
    byte[] seal(byte[] content, ContentKey key, SealingContext context);

    /**
     * The content, whole and unchanged; the caller wipes it.
     *
     * @throws UnopenableDataException whatever the reason
     */
    byte[] open(byte[] sealed, ContentKey key, SealingContext context);

    /**
     * The form of iCure's clients (FORMATS section 9): AES-256-CBC with PKCS #7 padding behind a 16-byte initialisation
     * vector. Nothing in it is authenticated: who can write it can change what is read, unnoticed. For data that
     * iCure's clients must read, and nothing else.
     */
    byte[] sealUnauthenticated(byte[] content, ContentKey key);

    /**
     * What {@link #sealUnauthenticated} or an iCure client wrote, or what was made of it since: a wrong key and a
     * change are noticed by chance only. A host MUST NOT tell the sender of the data that it did not open: who may ask
     * often learns the content from the answers.
     *
     * @throws UnopenableDataException whatever the reason, where it is noticed
     */
    byte[] openUnauthenticated(byte[] sealed, ContentKey key);
}

package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.SealingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;

/**
 * Seals content so that the holder of any one of several private keys opens it, and no one else, and so that every
 * change is noticed. It does not say who sealed it: everyone has the public keys.
 *
 * <p>Implementations MUST be thread-safe and keep nothing. What is sealed with the one pair of methods MUST open with
 * the other. Sealing the same content twice MUST give different results. Each recipient's key MUST be used with its own
 * padding and no other. All methods throw {@link io.keyholder.ports.failure.CryptoException} when the provider fails.
 */
public interface DataSealer {
    /** The most recipients of one content. */
    int MAX_RECIPIENTS = 1_000;

    /**
     * The sealed form of content that fits into memory.
     *
     * @param recipients a key given twice counts once
     * @throws io.keyholder.domain.InvalidValueException when there are no recipients or more than
     *     {@value #MAX_RECIPIENTS}, when one is not an RSA key of at least 3072 bits, or of iCure's 2048 with exponent
     *     65537, or not in DER, or when one key is given with two paddings
     */
    byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context);

    /**
     * The content, whole and unchanged, or none of it; the caller wipes it.
     *
     * @param pair of one of the recipients; its public half shows which
     * @throws UnopenableDataException whatever the reason
     */
    byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context);

    /**
     * Seals content of any size in bounded memory. Neither stream is closed.
     *
     * @throws io.keyholder.domain.InvalidValueException as {@link #seal(byte[], Collection, SealingContext)} does
     * @throws IOException of the streams; what was written is then no sealed content
     */
    void seal(
            InputStream content,
            OutputStream target,
            Collection<EncryptionPublicKey> recipients,
            SealingContext context)
            throws IOException;

    /**
     * Opens content of any size in bounded memory. Every byte that is written is authentic and in its place; that the
     * content is whole is known only when this returns. A caller that must not act on a part uses a file that it
     * deletes on failure. Neither stream is closed.
     *
     * @throws UnopenableDataException whatever the reason; an authentic beginning may have been written by then
     * @throws IOException of the streams
     */
    void open(InputStream sealed, OutputStream target, EncryptionKeyPair pair, SealingContext context)
            throws IOException;
}

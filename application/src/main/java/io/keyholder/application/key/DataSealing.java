package io.keyholder.application.key;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentFileTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;

/**
 * Seals data for data owners by their keys in the directory, and opens it with a private key. Only keys that someone
 * vouched for and no one revoked are sealed for, all of an owner's. No password, token or right plays a part: who holds
 * the private key opens, no one else does. Thread-safe.
 */
public interface DataSealing {
    /** The same, refusing keys that have joined an owner's unknown to this memory. */
    DataSealing remembering(KnownFingerprints memory);

    /**
     * Seals for all of these data owners, or for none.
     *
     * @param context what the content is about; opening needs the same
     * @throws io.keyholder.domain.InvalidValueException when there are no owners, or a registered key is none that can
     *     be sealed for
     * @throws io.keyholder.ports.persistence.StoreException when the directory is broken
     */
    SealResult seal(byte[] content, Collection<DataOwnerId> owners, SealingContext context);

    /**
     * The same for content of any size, in bounded memory. Neither stream is closed.
     *
     * @return why nothing was read or written; absent when everything was sealed
     * @throws IOException of the streams; what was written is then no sealed content
     */
    Optional<SealResult.Refused> seal(
            InputStream content, OutputStream target, Collection<DataOwnerId> owners, SealingContext context)
            throws IOException;

    /** Opens what was sealed for this pair: all of it, or nothing. */
    OpenResult open(byte[] sealed, EncryptionKeyPair pair, SealingContext context);

    /**
     * Opens content of any size in bounded memory, to a file that appears when all of it is authentic and whole: not a
     * byte of what was changed or cut is seen. The stream is not closed.
     *
     * @throws IOException of the stream or the file system; nothing is saved then
     */
    FileOpening open(InputStream sealed, ContentFileTarget file, EncryptionKeyPair pair, SealingContext context)
            throws IOException;

    /**
     * Seals anew what one key opens, for the keys that its owners have now: after a rotation, or for others.
     *
     * @return absent when the pair does not open it
     */
    Optional<SealResult> reseal(
            byte[] sealed, EncryptionKeyPair pair, Collection<DataOwnerId> owners, SealingContext context);

    /**
     * Signs where sealed content comes from. {@link PropertySealing} does so for properties.
     *
     * @throws io.keyholder.domain.InvalidValueException when the statement names another key
     */
    byte[] signOrigin(OriginStatement statement, EncryptionKeyPair signer);

    /**
     * What a signature is worth as one of this data owner, by its keys in the directory.
     *
     * @throws io.keyholder.ports.persistence.StoreException when the directory is broken
     */
    OriginStanding standingOf(OriginStatement statement, byte[] signature, DataOwnerId owner);
}

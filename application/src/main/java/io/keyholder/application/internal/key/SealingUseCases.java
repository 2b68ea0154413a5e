package io.keyholder.application.internal.key;

import io.keyholder.application.key.FileOpening;
import io.keyholder.application.key.KnownFingerprints;
import io.keyholder.application.key.OpenResult;
import io.keyholder.application.key.SealResult;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentFileTarget;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;

/**
 * Seals data for data owners by their keys in the directory, and opens it with a private key. Only keys that somebody
 * vouched for and nobody revoked are sealed for, all of an owner's. No password, token or right plays a part: who holds
 * the private key opens, nobody else does. Thread-safe.
 */
public final class SealingUseCases {
    private final PublicKeyDirectory directory;
    private final DataSealer sealer;
    private final Optional<KnownFingerprints> known;

    /** Seals for what this directory holds. */
    public SealingUseCases(PublicKeyDirectory directory, DataSealer sealer) {
        this(directory, sealer, Optional.empty());
    }

    private SealingUseCases(PublicKeyDirectory directory, DataSealer sealer, Optional<KnownFingerprints> known) {
        this.directory = directory;
        this.sealer = sealer;
        this.known = known;
    }

    /** The same, refusing keys that have joined an owner's unknown to this memory. */
    public SealingUseCases remembering(KnownFingerprints memory) {
        return new SealingUseCases(directory, sealer, Optional.of(memory));
    }

    /**
     * Seals for all of these data owners, or for none.
     *
     * @param context what the content is about; opening needs the same
     * @throws io.keyholder.domain.InvalidValueException when there are no owners, or a registered key is none that can
     *     be sealed for
     * @throws io.keyholder.ports.persistence.StoreException when the directory is broken
     */
    public SealResult seal(byte[] content, Collection<DataOwnerId> owners, SealingContext context) {
        Recipients recipients = Recipients.of(directory, known, owners);
        return recipients
                .refused()
                .<SealResult>map(refused -> refused)
                .orElseGet(() -> new SealResult.Sealed(sealer.seal(content, recipients.keys(), context)));
    }

    /**
     * The same for content of any size, in bounded memory. Neither stream is closed.
     *
     * @return why nothing was read or written; absent when everything was sealed
     * @throws IOException of the streams; what was written is then no sealed content
     */
    public Optional<SealResult.Refused> seal(
            InputStream content, OutputStream target, Collection<DataOwnerId> owners, SealingContext context)
            throws IOException {
        Recipients recipients = Recipients.of(directory, known, owners);
        if (recipients.refused().isEmpty()) {
            sealer.seal(content, target, recipients.keys(), context);
        }
        return recipients.refused();
    }

    /** Opens what was sealed for this pair: all of it, or nothing. */
    public OpenResult open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        try {
            return new OpenResult.Opened(sealer.open(sealed, pair, context));
        } catch (UnopenableDataException refused) {
            return new OpenResult.Unopenable();
        }
    }

    /**
     * Opens content of any size in bounded memory, to a file that appears when all of it is authentic and whole: not a
     * byte of what was changed or cut is seen. The stream is not closed.
     *
     * @throws IOException of the stream or the file system; nothing is saved then
     */
    public FileOpening open(InputStream sealed, ContentFileTarget file, EncryptionKeyPair pair, SealingContext context)
            throws IOException {
        try {
            return switch (file.save(target -> sealer.open(sealed, target, pair, context))) {
                case SAVED -> FileOpening.OPENED;
                case EXISTS -> FileOpening.EXISTS;
            };
        } catch (UnopenableDataException refused) {
            return FileOpening.UNOPENABLE;
        }
    }

    /**
     * Seals anew what one key opens, for the keys that its owners have now: after a rotation, or for others.
     *
     * @return absent when the pair does not open it
     */
    public Optional<SealResult> reseal(
            byte[] sealed, EncryptionKeyPair pair, Collection<DataOwnerId> owners, SealingContext context) {
        if (open(sealed, pair, context) instanceof OpenResult.Opened opened) {
            try (opened) {
                return Optional.of(seal(opened.content(), owners, context));
            }
        }
        return Optional.empty();
    }
}

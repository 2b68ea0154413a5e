package io.keyholder.application.internal.key;

import io.keyholder.application.key.DataSealing;
import io.keyholder.application.key.FileOpening;
import io.keyholder.application.key.KnownFingerprints;
import io.keyholder.application.key.OpenResult;
import io.keyholder.application.key.OriginStanding;
import io.keyholder.application.key.SealResult;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentFileTarget;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;

/** The use cases behind {@link DataSealing}. Thread-safe. */
public final class SealingUseCases implements DataSealing {
    private final PublicKeyDirectory directory;
    private final DataSealer sealer;
    private final OriginSigner signer;
    private final Optional<KnownFingerprints> known;

    /** Seals for what this directory holds. */
    public SealingUseCases(PublicKeyDirectory directory, DataSealer sealer, OriginSigner signer) {
        this(directory, sealer, signer, Optional.empty());
    }

    private SealingUseCases(
            PublicKeyDirectory directory, DataSealer sealer, OriginSigner signer, Optional<KnownFingerprints> known) {
        this.directory = directory;
        this.sealer = sealer;
        this.signer = signer;
        this.known = known;
    }

    @Override
    public DataSealing remembering(KnownFingerprints memory) {
        return new SealingUseCases(directory, sealer, signer, Optional.of(memory));
    }

    @Override
    public SealResult seal(byte[] content, Collection<DataOwnerId> owners, SealingContext context) {
        Recipients recipients = Recipients.of(directory, known, owners);
        return recipients
                .refused()
                .<SealResult>map(refused -> refused)
                .orElseGet(() -> new SealResult.Sealed(sealer.seal(content, recipients.keys(), context)));
    }

    @Override
    public Optional<SealResult.Refused> seal(
            InputStream content, OutputStream target, Collection<DataOwnerId> owners, SealingContext context)
            throws IOException {
        Recipients recipients = Recipients.of(directory, known, owners);
        if (recipients.refused().isEmpty()) {
            sealer.seal(content, target, recipients.keys(), context);
        }
        return recipients.refused();
    }

    @Override
    public OpenResult open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        try {
            return new OpenResult.Opened(sealer.open(sealed, pair, context));
        } catch (UnopenableDataException refused) {
            return new OpenResult.Unopenable();
        }
    }

    @Override
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

    @Override
    public Optional<SealResult> reseal(
            byte[] sealed, EncryptionKeyPair pair, Collection<DataOwnerId> owners, SealingContext context) {
        if (open(sealed, pair, context) instanceof OpenResult.Opened opened) {
            try (opened) {
                return Optional.of(seal(opened.content(), owners, context));
            }
        }
        return Optional.empty();
    }

    @Override
    public byte[] signOrigin(OriginStatement statement, EncryptionKeyPair pair) {
        return signer.sign(statement, pair);
    }

    @Override
    public OriginStanding standingOf(OriginStatement statement, byte[] signature, DataOwnerId owner) {
        return directory.keysOf(owner).stream()
                .filter(key -> key.publicKey().fingerprint().sha256().equals(statement.signer()))
                .findFirst()
                .map(key ->
                        signer.verify(statement, signature, key.publicKey()) ? standingOf(key) : OriginStanding.FORGED)
                .orElse(OriginStanding.UNKNOWN_KEY);
    }

    private static OriginStanding standingOf(RegisteredKey key) {
        if (key.isTrusted()) {
            return OriginStanding.TRUSTED;
        }
        return key.revoked().isPresent() ? OriginStanding.REVOKED : OriginStanding.NOT_VOUCHED_FOR;
    }
}

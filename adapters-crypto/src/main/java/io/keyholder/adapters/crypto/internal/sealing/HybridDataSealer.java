package io.keyholder.adapters.crypto.internal.sealing;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seals under a fresh content key, which is wrapped with RSA-OAEP for each recipient. Recipients stand in the order of
 * their fingerprints, which shows nothing of who came first. Thread-safe.
 */
public final class HybridDataSealer implements DataSealer {
    private final OaepKeyWrapper wrapper;
    private final SecretGenerator random;

    public HybridDataSealer(OaepKeyWrapper wrapper, SecretGenerator random) {
        this.wrapper = wrapper;
        this.random = random;
    }

    @Override
    public byte[] seal(byte[] content, Collection<EncryptionPublicKey> recipients, SealingContext context) {
        Collection<EncryptionPublicKey> distinct = distinct(recipients);
        try (ContentKey key = freshKey()) {
            return SealedForm.seal(header(key, distinct), key, context, content);
        }
    }

    @Override
    public byte[] open(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        SealedHeader header = SealedForm.headerOf(sealed);
        try (ContentKey key = keyIn(header, pair)) {
            return SealedForm.open(header, key, context, sealed);
        }
    }

    @Override
    public void seal(
            InputStream content,
            OutputStream target,
            Collection<EncryptionPublicKey> recipients,
            SealingContext context)
            throws IOException {
        Collection<EncryptionPublicKey> distinct = distinct(recipients);
        try (ContentKey key = freshKey()) {
            SealedForm.seal(header(key, distinct), key, context, content, target);
        }
    }

    @Override
    public void open(InputStream sealed, OutputStream target, EncryptionKeyPair pair, SealingContext context)
            throws IOException {
        SealedHeader header = SealedHeader.read(sealed);
        try (ContentKey key = keyIn(header, pair)) {
            SealedForm.open(header, key, context, sealed, target);
        }
    }

    private SealedHeader header(ContentKey key, Collection<EncryptionPublicKey> recipients) {
        return new SealedHeader(
                recipients.stream().map(recipient -> entry(key, recipient)).toList(),
                random.nextBytes(SealedHeader.NONCE_PREFIX_BYTES));
    }

    private ContentKey keyIn(SealedHeader header, EncryptionKeyPair pair) {
        EncryptionPublicKey recipient = pair.publicKey();
        return header.entryOf(recipient.fingerprint().sha256(), recipient.padding())
                .map(entry -> wrapper.unwrap(entry.wrappedKey(), pair))
                .orElseThrow(UnopenableDataException::new);
    }

    private ContentKey freshKey() {
        byte[] bytes = random.nextBytes(ContentKey.SIZE_BYTES);
        try {
            return ContentKey.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private SealedHeader.Entry entry(ContentKey key, EncryptionPublicKey recipient) {
        return new SealedHeader.Entry(
                recipient.fingerprint().sha256(), recipient.padding(), wrapper.wrap(key, recipient));
    }

    private static Collection<EncryptionPublicKey> distinct(Collection<EncryptionPublicKey> recipients) {
        if (recipients.isEmpty()) {
            throw new InvalidValueException("recipients", "are none");
        }
        Map<String, EncryptionPublicKey> byFingerprint = new TreeMap<>();
        for (EncryptionPublicKey recipient : recipients) {
            EncryptionPublicKey other =
                    byFingerprint.putIfAbsent(recipient.fingerprint().sha256(), recipient);
            if (other != null && other.padding() != recipient.padding()) {
                throw new InvalidValueException("recipients", "hold one key with two paddings");
            }
        }
        if (byFingerprint.size() > MAX_RECIPIENTS) {
            throw new InvalidValueException(
                    "recipients", "are " + byFingerprint.size() + ", more than " + MAX_RECIPIENTS);
        }
        return byFingerprint.values();
    }
}

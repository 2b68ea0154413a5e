package io.keyholder.adapters.crypto.internal.keystore;

import io.keyholder.adapters.crypto.internal.digest.Sha256;
import io.keyholder.adapters.crypto.internal.kdf.Scrypt;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.PrivateKeyLoading;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;

/**
 * Key pairs of one user sealed by a passphrase: {@code KHK} and the version, the three numbers and the salt of scrypt,
 * the pairs under AES-256-GCM with all before and the user as their context, and eight bytes of the SHA-256 of all. The
 * checksum distinguishes damage from a wrong passphrase; forgery looks like the latter. Thread-safe.
 */
public final class PrivateKeyBundle {
    private static final byte[] MAGIC = {'K', 'H', 'K', 1};
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = MAGIC.length + 3 + SALT_BYTES;
    private static final int CHECKSUM_BYTES = 8;
    private static final int MOST_LOG2_COST = 17;
    private static final int BLOCK_SIZE = 8;
    private static final int PARALLELIZATION = 5;

    private final int log2Cost;
    private final ContentCipher cipher;
    private final SecretGenerator random;

    public PrivateKeyBundle(int log2Cost, ContentCipher cipher, SecretGenerator random) {
        this.log2Cost = log2Cost;
        this.cipher = cipher;
        this.random = random;
    }

    public byte[] seal(UserId user, List<EncryptionKeyPair> pairs, Password passphrase) {
        if (passphrase.isEmpty()) {
            throw new InvalidValueException("passphrase", "is empty");
        }
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put((byte) log2Cost)
                .put((byte) BLOCK_SIZE)
                .put((byte) PARALLELIZATION)
                .put(random.nextBytes(SALT_BYTES))
                .array();
        byte[] content = encoded(pairs);
        try (Password composed = passphrase.composed();
                ContentKey key = keyOf(header, composed)) {
            byte[] sealed = cipher.seal(content, key, contextOf(header, user));
            byte[] body = ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                    .put(header)
                    .put(sealed)
                    .array();
            return ByteBuffer.allocate(body.length + CHECKSUM_BYTES)
                    .put(body)
                    .put(checksumOf(body))
                    .array();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    public PrivateKeyLoading open(UserId user, byte[] vault, Password passphrase) {
        int size = vault.length - CHECKSUM_BYTES;
        if (size < HEADER_BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(vault, MAGIC.length))) {
            return new PrivateKeyLoading.Damaged("it is no file of private keys, of a later version, or cut");
        }
        byte[] body = Arrays.copyOf(vault, size);
        if (!MessageDigest.isEqual(checksumOf(body), Arrays.copyOfRange(vault, size, vault.length))) {
            return new PrivateKeyLoading.Damaged("it was changed or cut: its checksum is wrong");
        }
        byte[] header = Arrays.copyOf(body, HEADER_BYTES);
        if (!isBounded(header)) {
            return new PrivateKeyLoading.Damaged("it asks for more work than is done for a file");
        }
        PrivateKeyLoading asTyped = open(user, header, body, passphrase);
        Optional<Password> other =
                asTyped instanceof PrivateKeyLoading.WrongPassphrase ? passphrase.equivalent() : Optional.empty();
        if (other.isEmpty()) {
            return asTyped;
        }
        try (Password equivalent = other.get()) {
            return open(user, header, body, equivalent);
        }
    }

    private PrivateKeyLoading open(UserId user, byte[] header, byte[] body, Password passphrase) {
        try (ContentKey key = keyOf(header, passphrase)) {
            byte[] content =
                    cipher.open(Arrays.copyOfRange(body, HEADER_BYTES, body.length), key, contextOf(header, user));
            try {
                return new PrivateKeyLoading.Loaded(decoded(ByteBuffer.wrap(content)));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (UnopenableDataException refused) {
            return new PrivateKeyLoading.WrongPassphrase();
        } catch (BufferUnderflowException | InvalidValueException malformed) {
            return new PrivateKeyLoading.Damaged("its content is malformed");
        }
    }

    private static boolean isBounded(byte[] header) {
        return header[MAGIC.length] >= 1
                && header[MAGIC.length] <= MOST_LOG2_COST
                && header[MAGIC.length + 1] == BLOCK_SIZE
                && header[MAGIC.length + 2] == PARALLELIZATION;
    }

    private static ContentKey keyOf(byte[] header, Password passphrase) {
        byte[] salt = Arrays.copyOfRange(header, HEADER_BYTES - SALT_BYTES, HEADER_BYTES);
        byte[] utf8 = passphrase.utf8();
        byte[] derived = new Scrypt(salt, 1 << header[MAGIC.length], BLOCK_SIZE, PARALLELIZATION)
                .derive(utf8, ContentKey.SIZE_BYTES);
        try {
            return ContentKey.of(derived);
        } finally {
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(derived, (byte) 0);
        }
    }

    private static SealingContext contextOf(byte[] header, UserId user) {
        return new SealingContext("keyholder private keys " + Hex.toHexString(header) + " " + user.value());
    }

    private static byte[] checksumOf(byte[] body) {
        return Arrays.copyOf(Sha256.of(body), CHECKSUM_BYTES);
    }

    private static byte[] encoded(List<EncryptionKeyPair> pairs) {
        int most = EncryptionPublicKey.MAX_SIZE_BYTES + EncryptionPrivateKey.MAX_SIZE_BYTES + 5;
        byte[] whole = new byte[pairs.size() * most];
        ByteBuffer target = ByteBuffer.wrap(whole);
        for (EncryptionKeyPair pair : pairs) {
            byte[] spki = pair.publicKey().spki();
            byte[] pkcs8 = pair.privateKey().pkcs8();
            target.put((byte) (pair.publicKey().padding() == KeyPadding.OAEP_SHA1 ? 1 : 2));
            target.putShort((short) spki.length).put(spki);
            target.putShort((short) pkcs8.length).put(pkcs8);
            Arrays.fill(pkcs8, (byte) 0);
        }
        byte[] content = Arrays.copyOf(whole, target.position());
        Arrays.fill(whole, (byte) 0);
        return content;
    }

    private static List<EncryptionKeyPair> decoded(ByteBuffer content) {
        List<EncryptionKeyPair> pairs = new ArrayList<>();
        while (content.hasRemaining()) {
            KeyPadding padding = content.get() == 1 ? KeyPadding.OAEP_SHA1 : KeyPadding.OAEP_SHA256;
            byte[] spki = bytes(content);
            byte[] pkcs8 = bytes(content);
            pairs.add(new EncryptionKeyPair(
                    EncryptionPublicKey.ofSpki(spki, padding), EncryptionPrivateKey.ofPkcs8(pkcs8)));
            Arrays.fill(pkcs8, (byte) 0);
        }
        return pairs;
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[Short.toUnsignedInt(content.getShort())];
        content.get(bytes);
        return bytes;
    }
}

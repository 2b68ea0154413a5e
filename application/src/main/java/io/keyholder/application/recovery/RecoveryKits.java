package io.keyholder.application.recovery;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes recovery kits and recovers private keys from them. The file names under which recovery key it is sealed, by a
 * name from which the key does not follow, and whose private key it holds, by a fingerprint; all of it is
 * authenticated. Thread-safe.
 */
public final class RecoveryKits {
    private static final ArmoredText ARMOUR = new ArmoredText("KEYHOLDER RECOVERY KIT", "recovery kit");
    private static final byte VERSION = 1;
    private static final int NAME_BYTES = 32;
    private static final int HEADER_BYTES = 1 + NAME_BYTES + PrivateKeyBundle.SIZE_BYTES;

    private final SecretGenerator random;
    private final ContentCipher cipher;
    private final PrivateKeyFiles importer;

    /**
     * Kits by this cryptography.
     *
     * @throws io.keyholder.ports.failure.CryptoException when it does not seal content or read private keys
     */
    public RecoveryKits(Crypto crypto) {
        this.random = crypto.secretGenerator();
        this.cipher = crypto.contentCipher();
        this.importer = crypto.privateKeyFiles();
    }

    /**
     * A kit under a fresh recovery key; the caller closes it. The pair stays open.
     *
     * @throws InvalidValueException when the halves are of different pairs
     */
    public RecoveryKit make(EncryptionKeyPair pair) {
        PrivateKeyBundle protectedKey = PrivateKeyBundle.of(pair, importer);
        byte[] random32 = random.nextBytes(RecoveryKey.SIZE_BYTES);
        RecoveryKey key = RecoveryKey.of(random32);
        Arrays.fill(random32, (byte) 0);
        return new RecoveryKit(key, sealed(pair, protectedKey, key));
    }

    /**
     * Recovers the private key that a file holds.
     *
     * @param file what {@link RecoveryKit#file} was
     * @param key what {@link RecoveryKey#read} made of the printed one; stays open
     */
    public RecoveryResult recover(byte[] file, RecoveryKey key) {
        try {
            return opened(ARMOUR.unwrap(file), key);
        } catch (InvalidValueException damaged) {
            return new RecoveryResult.Damaged(String.valueOf(damaged.getMessage()));
        }
    }

    private byte[] sealed(EncryptionKeyPair pair, PrivateKeyBundle protectedKey, RecoveryKey key) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .put(VERSION)
                .put(HexFormat.of().parseHex(key.name()));
        protectedKey.write(header);
        byte[] pkcs8 = pair.privateKey().pkcs8();
        try (ContentKey contentKey = key.asContentKey()) {
            byte[] sealed = cipher.seal(pkcs8, contentKey, contextOf(header.array()));
            return ARMOUR.wrap(ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                    .put(header.array())
                    .put(sealed)
                    .array());
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private RecoveryResult opened(byte[] content, RecoveryKey key) {
        if (content.length < HEADER_BYTES || content[0] != VERSION) {
            throw ARMOUR.damaged("is of a later version, or cut");
        }
        byte[] header = Arrays.copyOf(content, HEADER_BYTES);
        String name = HexFormat.of().formatHex(header, 1, 1 + NAME_BYTES);
        if (!name.equals(key.name())) {
            return new RecoveryResult.WrongKit(name);
        }
        Optional<PrivateKeyBundle> protectedKey =
                PrivateKeyBundle.read(ByteBuffer.wrap(header).position(1 + NAME_BYTES));
        byte[] sealed = Arrays.copyOfRange(content, HEADER_BYTES, content.length);
        try (ContentKey contentKey = key.asContentKey()) {
            byte[] pkcs8 = cipher.open(sealed, contentKey, contextOf(header));
            return protectedKey
                    .flatMap(known -> known.pairOf(pkcs8, importer))
                    .<RecoveryResult>map(RecoveryResult.Recovered::new)
                    .orElseThrow(() -> ARMOUR.damaged("holds another key than it says"));
        } catch (UnopenableDataException changed) {
            throw ARMOUR.damaged("was changed, although its checksum is right");
        }
    }

    private static SealingContext contextOf(byte[] header) {
        return new SealingContext("keyholder recovery kit " + HexFormat.of().formatHex(header));
    }
}

package io.keyholder.adapters.crypto.internal.kdf;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CTRModeCipher;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Firebase's form of scrypt: the derived key encrypts the project's signer key by AES-256-CTR, and the ciphertext is
 * the hash. Immutable and thread-safe.
 */
public final class FirebaseScrypt implements KeyDerivation {
    private static final int CIPHER_KEY_BYTES = 32;
    private static final int BLOCK_BYTES = 16;

    private final Scrypt scrypt;
    private final byte[] signerKey;

    /** @param scrypt over the salt with the project's separator behind it */
    public FirebaseScrypt(Scrypt scrypt, byte[] signerKey) {
        this.scrypt = scrypt;
        this.signerKey = signerKey.clone();
    }

    @Override
    public byte[] derive(byte[] password, int sizeBytes) {
        byte[] key = scrypt.derive(password, CIPHER_KEY_BYTES);
        try {
            CTRModeCipher cipher = SICBlockCipher.newInstance(AESEngine.newInstance());
            cipher.init(true, new ParametersWithIV(new KeyParameter(key), new byte[BLOCK_BYTES]));
            byte[] hash = new byte[signerKey.length];
            cipher.processBytes(signerKey, 0, signerKey.length, hash, 0);
            return hash;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    @Override
    public boolean tells(byte[] password) {
        return scrypt.tells(password);
    }

    @Override
    public Optional<String> problem(ForeignHashLimits limits) {
        return scrypt.problem(limits);
    }

    @Override
    public long rounds(int sizeBytes) {
        return scrypt.rounds(CIPHER_KEY_BYTES);
    }
}

package io.keyholder.adapters.crypto.internal.digest;

import io.keyholder.ports.failure.CryptoException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104) by the platform's first provider, over the functions that each platform has or ours all have. */
public enum Hmac {
    SHA1,
    SHA256,
    SHA384,
    SHA512;

    private final String algorithm = "Hmac" + name().toUpperCase(Locale.ROOT);

    /**
     * The code of these parts, one after the other.
     *
     * @param key not empty
     * @throws CryptoException when the provider fails
     */
    public byte[] of(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("the platform could not compute " + algorithm, failed);
        }
    }
}

package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.adapters.crypto.internal.digest.Hkdf;
import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under a random 96-bit nonce: {@code sealed1:<key id>:<base64url of nonce, ciphertext
 * and tag>}. Version, key id and user id are authenticated with it. Thread-safe.
 *
 * <p>The longest secret that can be sealed has {@value #MAX_PLAIN_BYTES} UTF-8 bytes. Who may write to the store can
 * still put a secret in clear there: sealing hides secrets from who reads the store.
 */
public final class AesGcmSecretSealer implements SecretSealer {
    static final int MAX_PLAIN_BYTES = 700;

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int DERIVED_BYTES = 32;
    private static final String DERIVED = "keyholder derived key 1:";

    private final HostKey current;
    private final HostKeys keys;
    private final SecretGenerator nonces;

    public AesGcmSecretSealer(HostKeys keys, SecretGenerator nonces) {
        this.current = keys.current().orElseThrow();
        this.keys = keys;
        this.nonces = nonces;
    }

    @Override
    public TotpSecret seal(TotpSecret plain, UserId user) {
        if (SealedText.isSealed(plain)) {
            throw new InvalidValueException("second-factor secret", "is sealed already");
        }
        byte[] content = plain.encoded().getBytes(StandardCharsets.UTF_8);
        try {
            return sealed(content, user);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public TotpSecret open(TotpSecret stored, UserId user) {
        return SealedText.isSealed(stored) ? opened(SealedText.parse(stored), user) : stored;
    }

    @Override
    public boolean isOutdated(TotpSecret stored) {
        return !stored.encoded().startsWith(SealedText.header(current.id()));
    }

    /** Derived from each key, with a label and the text as what they are for. */
    @Override
    public List<byte[]> derivedKeys(String stored) {
        byte[] info = (DERIVED + stored).getBytes(StandardCharsets.UTF_8);
        return keys.all().map(key -> derived(key, info)).toList();
    }

    private static byte[] derived(HostKey key, byte[] info) {
        byte[] bytes = key.bytes();
        try {
            return Hkdf.derive(bytes, info, DERIVED_BYTES);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private TotpSecret sealed(byte[] content, UserId user) {
        if (content.length > MAX_PLAIN_BYTES) {
            throw new InvalidValueException(
                    "second-factor secret", "has " + content.length + " bytes, more than " + MAX_PLAIN_BYTES);
        }
        HostKey key = current;
        byte[] nonce = nonces.nextBytes(NONCE_BYTES);
        try {
            byte[] enciphered = gcm(true, key, nonce, user, content);
            byte[] box = ByteBuffer.allocate(NONCE_BYTES + enciphered.length)
                    .put(nonce)
                    .put(enciphered)
                    .array();
            return new SealedText(key.id(), box).toSecret();
        } catch (AEADBadTagException impossible) {
            throw new IllegalStateException("enciphering checks no tag", impossible);
        }
    }

    private TotpSecret opened(SealedText sealed, UserId user) {
        HostKey key = keys.withId(sealed.keyId())
                .orElseThrow(() -> new UnsealableSecretException(
                        "a secret is sealed under the unknown key " + sealed.keyId(), null));
        byte[] content = deciphered(sealed.box(), key, user);
        try {
            return TotpSecret.of(new String(content, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] deciphered(byte[] box, HostKey key, UserId user) {
        if (box.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw damagedOrOfAnother();
        }
        try {
            byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
            return gcm(false, key, nonce, user, Arrays.copyOfRange(box, NONCE_BYTES, box.length));
        } catch (AEADBadTagException refused) {
            throw damagedOrOfAnother();
        }
    }

    private static UnsealableSecretException damagedOrOfAnother() {
        return new UnsealableSecretException("a sealed secret is damaged or belongs to another user", null);
    }

    private static byte[] gcm(boolean enciphering, HostKey key, byte[] nonce, UserId user, byte[] input)
            throws AEADBadTagException {
        byte[] bytes = key.bytes();
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(
                    enciphering ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    new SecretKeySpec(bytes, "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            gcm.updateAAD(context(key, user));
            return gcm.doFinal(input);
        } catch (AEADBadTagException refused) {
            throw refused;
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("AES-GCM failed", failed);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What is authenticated beside the secret: the key id has a fixed length, so that no two pairs read the same. */
    private static byte[] context(HostKey key, UserId user) {
        return (SealedText.header(key.id()) + user.value()).getBytes(StandardCharsets.UTF_8);
    }
}

package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

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

    /** HKDF-SHA256 (RFC 5869) of the key, with a label and the text as its info. */
    @Override
    public List<byte[]> derivedKeys(String stored) {
        byte[] info = (DERIVED + stored).getBytes(StandardCharsets.UTF_8);
        return keys.all().map(key -> derived(key, info)).toList();
    }

    private static byte[] derived(HostKey key, byte[] info) {
        byte[] bytes = key.bytes();
        try {
            HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
            hkdf.init(new HKDFParameters(bytes, null, info));
            byte[] output = new byte[DERIVED_BYTES];
            hkdf.generateBytes(output, 0, output.length);
            return output;
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
        } catch (InvalidCipherTextException impossible) {
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
        try {
            byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
            byte[] enciphered = Arrays.copyOfRange(box, Math.min(NONCE_BYTES, box.length), box.length);
            return gcm(false, key, nonce, user, enciphered);
        } catch (InvalidCipherTextException refused) {
            throw new UnsealableSecretException("a sealed secret is damaged or belongs to another user", null);
        }
    }

    private static byte[] gcm(boolean enciphering, HostKey key, byte[] nonce, UserId user, byte[] input)
            throws InvalidCipherTextException {
        GCMModeCipher gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] bytes = key.bytes();
        try {
            gcm.init(enciphering, new AEADParameters(new KeyParameter(bytes), TAG_BITS, nonce, context(key, user)));
            byte[] output = new byte[gcm.getOutputSize(input.length)];
            int written = gcm.processBytes(input, 0, input.length, output, 0);
            return Arrays.copyOf(output, written + gcm.doFinal(output, written));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What is authenticated beside the secret: the key id has a fixed length, so that no two pairs read the same. */
    private static byte[] context(HostKey key, UserId user) {
        return (SealedText.header(key.id()) + user.value()).getBytes(StandardCharsets.UTF_8);
    }
}

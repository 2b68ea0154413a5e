package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.SealedBytes;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;

/** What {@link ContentKeyWrapper} promises. */
@EndsInTime
@Promise(of = ContentKeyWrapper.class, value = "The key; the caller closes it.")
public interface ContentKeyWrapperContract {
    /** A wrapper. */
    ContentKeyWrapper newWrapper();

    @Test
    default void unwrapsWhatItWrapped() {
        for (KeyPadding padding : KeyPadding.values()) {
            EncryptionKeyPair pair = TestKeyPairs.mary(padding);
            assertThat(newWrapper().unwrap(newWrapper().wrap(key(), pair.publicKey()), pair))
                    .isEqualTo(key());
        }
    }

    /** RFC 8017 section 7.1, both digests the same, by the Java platform. */
    @Test
    @Promise(
            of = ContentKeyWrapper.class,
            value = "Encrypts content keys for data owners with RSA-OAEP alone, as iCure does for " + "each delegate.")
    default void wrapsAsOthersRead() throws GeneralSecurityException {
        assertThat(decrypted(KeyPadding.OAEP_SHA1, "SHA-1", MGF1ParameterSpec.SHA1))
                .isEqualTo(key().bytes());
        assertThat(decrypted(KeyPadding.OAEP_SHA256, "SHA-256", MGF1ParameterSpec.SHA256))
                .isEqualTo(key().bytes());
    }

    @Test
    @Promise(of = ContentKeyWrapper.class, value = "MUST use each key with its own padding and no other")
    default void unwrapsForNoOtherKeyOrPadding() {
        byte[] wrapped = newWrapper().wrap(key(), TestKeyPairs.mary().publicKey());
        for (EncryptionKeyPair other : List.of(TestKeyPairs.john(), TestKeyPairs.mary(KeyPadding.OAEP_SHA1))) {
            SealedBytes.assertUnopenable(
                    bytes -> newWrapper().unwrap(bytes, other).bytes(), wrapped);
        }
    }

    @Test
    @Promise(of = ContentKeyWrapper.class, value = "whatever the reason")
    default void unwrapsNothingThatWasChanged() {
        byte[] wrapped = newWrapper().wrap(key(), TestKeyPairs.mary().publicKey());
        for (byte[] changed : List.of(
                SealedBytes.flipped(wrapped, 0),
                SealedBytes.flipped(wrapped, 255),
                new byte[0],
                new byte[256],
                Arrays.copyOf(wrapped, 255),
                Arrays.copyOf(wrapped, 257))) {
            SealedBytes.assertUnopenable(
                    bytes -> newWrapper().unwrap(bytes, TestKeyPairs.mary()).bytes(), changed);
        }
    }

    @Test
    @Promise(of = ContentKeyWrapper.class, value = "It hides the key")
    default void wrapsDifferentlyEachTime() {
        EncryptionPublicKey recipient = TestKeyPairs.mary().publicKey();
        assertThat(newWrapper().wrap(key(), recipient))
                .isNotEqualTo(newWrapper().wrap(key(), recipient));
    }

    @Test
    @Promise(
            of = ContentKeyWrapper.class,
            value = "when the recipient's is not an RSA key of at least 3072 bits, or of iCure's 2048")
    default void wrapsForNoWeakKey() {
        for (EncryptionKeyPair weak : TestKeyPairs.allWeak()) {
            assertThatThrownBy(() -> newWrapper().wrap(key(), weak.publicKey()))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    @Promise(of = ContentKeyWrapper.class, value = "or is not in DER")
    default void wrapsForNoKeyInAnotherEncoding() {
        EncryptionPublicKey other = TestKeyPairs.maryEncodedOtherwise().publicKey();
        assertThatThrownBy(() -> newWrapper().wrap(key(), other)).isInstanceOf(InvalidValueException.class);
    }

    private byte[] decrypted(KeyPadding padding, String digest, MGF1ParameterSpec mask)
            throws GeneralSecurityException {
        EncryptionKeyPair pair = TestKeyPairs.mary(padding);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(pair.privateKey().pkcs8())),
                new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(newWrapper().wrap(key(), pair.publicKey()));
    }

    private static ContentKey key() {
        byte[] bytes = new byte[ContentKey.SIZE_BYTES];
        Arrays.fill(bytes, (byte) 7);
        return ContentKey.of(bytes);
    }
}

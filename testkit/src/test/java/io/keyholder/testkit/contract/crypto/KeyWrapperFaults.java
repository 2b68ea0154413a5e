package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.UnopenableDataException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Wrappers of content keys that break one clause each. */
final class KeyWrapperFaults {
    private KeyWrapperFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("TriesEachPadding", new TriesEachPadding(), "unwrapsForNoOtherKeyOrPadding"),
                of("IgnoresWhatFollows", new IgnoresWhatFollows(), "unwrapsNothingThatWasChanged"),
                of("UnwrapsForOnePadding", new UnwrapsForOnePadding(), "unwrapsWhatItWrapped"),
                of("WrapsInAFormOfItsOwn", new WrapsInAFormOfItsOwn(), "wrapsAsOthersRead"),
                of("WrapsWithoutChance", new WrapsWithoutChance(), "wrapsDifferentlyEachTime"),
                of("WrapsForAnyEncoding", new WrapsForAnyEncoding(), "wrapsForNoKeyInAnotherEncoding"),
                of("WrapsForWeakKeys", new WrapsForWeakKeys(), "wrapsForNoWeakKey"));
    }

    private static CryptoFault of(String name, ContentKeyWrapper wrapper, String clause) {
        return CryptoFault.of(name, ContentKeyWrapperContract.class, wrapper, clause);
    }

    /** Right in everything. */
    static class PlainWrapper implements ContentKeyWrapper {
        boolean isTaken(EncryptionPublicKey recipient) throws GeneralSecurityException {
            return PlainRsa.isUsed(recipient);
        }

        SecureRandom random() {
            return new SecureRandom();
        }

        byte[] form(byte[] key) {
            return key;
        }

        @Override
        public byte[] wrap(ContentKey key, EncryptionPublicKey recipient) {
            try {
                if (!isTaken(recipient)) {
                    throw new InvalidValueException("recipient", "has a key that is not used");
                }
                Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
                rsa.init(Cipher.ENCRYPT_MODE, PlainRsa.of(recipient), oaep(recipient.padding()), random());
                return rsa.doFinal(form(key.bytes()));
            } catch (GeneralSecurityException refused) {
                throw new InvalidValueException("recipient", "has a key that cannot be used");
            }
        }

        @Override
        public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
            return unwrap(wrapped, pair, pair.publicKey().padding());
        }

        final ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair, KeyPadding padding) {
            try {
                Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
                rsa.init(
                        Cipher.DECRYPT_MODE,
                        KeyFactory.getInstance("RSA")
                                .generatePrivate(new PKCS8EncodedKeySpec(
                                        pair.privateKey().pkcs8())),
                        oaep(padding));
                byte[] key = rsa.doFinal(wrapped);
                if (key.length != ContentKey.SIZE_BYTES) {
                    throw new UnopenableDataException();
                }
                return ContentKey.of(form(key));
            } catch (GeneralSecurityException refused) {
                throw new UnopenableDataException();
            }
        }

        private static OAEPParameterSpec oaep(KeyPadding padding) {
            return padding == KeyPadding.OAEP_SHA256
                    ? new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)
                    : new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
        }
    }

    private static final class TriesEachPadding extends PlainWrapper {
        @Override
        public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
            try {
                return unwrap(wrapped, pair, KeyPadding.OAEP_SHA1);
            } catch (UnopenableDataException ofTheOther) {
                return unwrap(wrapped, pair, KeyPadding.OAEP_SHA256);
            }
        }
    }

    private static final class IgnoresWhatFollows extends PlainWrapper {
        @Override
        public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
            return super.unwrap(Arrays.copyOf(wrapped, Math.min(wrapped.length, 256)), pair);
        }
    }

    private static final class UnwrapsForOnePadding extends PlainWrapper {
        @Override
        public ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair) {
            if (pair.publicKey().padding() != KeyPadding.OAEP_SHA256) {
                throw new UnopenableDataException();
            }
            return super.unwrap(wrapped, pair);
        }
    }

    private static final class WrapsInAFormOfItsOwn extends PlainWrapper {
        @Override
        byte[] form(byte[] key) {
            byte[] own = key.clone();
            own[0] ^= 1;
            return own;
        }
    }

    private static final class WrapsWithoutChance extends PlainWrapper {
        @Override
        SecureRandom random() {
            return new Zeros();
        }
    }

    @SuppressWarnings("serial") // is never written
    private static final class Zeros extends SecureRandom {
        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static final class WrapsForAnyEncoding extends PlainWrapper {
        @Override
        boolean isTaken(EncryptionPublicKey recipient) throws GeneralSecurityException {
            return PlainRsa.isStrong(recipient);
        }
    }

    private static final class WrapsForWeakKeys extends PlainWrapper {
        @Override
        boolean isTaken(EncryptionPublicKey recipient) throws GeneralSecurityException {
            return PlainRsa.isDer(recipient);
        }
    }
}

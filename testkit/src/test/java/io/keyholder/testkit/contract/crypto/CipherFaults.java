package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.testkit.internal.SealedBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers of content that break one clause each. */
final class CipherFaults {
    private CipherFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("CutsLongContent", new CutsLongContent(), "opensWhatItSealedUnderTheKey"),
                of("ForgetsTheContext", new ForgetsTheContext(), "opensUnderNoOtherKeyAndInNoOtherContext"),
                of("IgnoresTheFirstByte", new IgnoresTheFirstByte(), "opensNothingThatWasChanged"),
                of("ReusesItsVector", new ReusesItsVector(), "sealsDifferentlyEachTimeInBothForms"),
                of("CutsWhatItSealsForIcure", new CutsWhatItSealsForIcure(), "opensTheUnauthenticatedFormItWrote"),
                of("ReadsItsOwnFormOnly", new ReadsItsOwnFormOnly(), "readsTheUnauthenticatedFormOfOthers"),
                of(
                        "ShowsThePadding",
                        new ShowsThePadding(),
                        "givesOneErrorForWhateverItNoticesInTheUnauthenticatedForm"));
    }

    private static CryptoFault of(String name, ContentCipher cipher, String clause) {
        return CryptoFault.of(name, ContentCipherContract.class, cipher, clause);
    }

    /** Right in everything. */
    static class PlainCipher implements ContentCipher {
        byte[] vector() {
            byte[] vector = new byte[16];
            new SecureRandom().nextBytes(vector);
            return vector;
        }

        byte[] bound(SealingContext context) {
            return context.value().getBytes(StandardCharsets.UTF_8);
        }

        byte[] keyForIcure(ContentKey key) {
            return key.bytes();
        }

        RuntimeException refusal() {
            return new UnopenableDataException();
        }

        @Override
        public byte[] seal(byte[] content, ContentKey key, SealingContext context) {
            try {
                byte[] nonce = Arrays.copyOf(vector(), 12);
                return SealedBytes.joined(nonce, gcm(Cipher.ENCRYPT_MODE, key, nonce, context, content));
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public byte[] open(byte[] sealed, ContentKey key, SealingContext context) {
            if (sealed.length < 12 + 16) {
                throw new UnopenableDataException();
            }
            try {
                byte[] rest = Arrays.copyOfRange(sealed, 12, sealed.length);
                return gcm(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, 12), context, rest);
            } catch (GeneralSecurityException refused) {
                throw new UnopenableDataException();
            }
        }

        @Override
        public byte[] sealUnauthenticated(byte[] content, ContentKey key) {
            try {
                byte[] vector = vector();
                return SealedBytes.joined(vector, cbc(Cipher.ENCRYPT_MODE, key, vector, content));
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public byte[] openUnauthenticated(byte[] sealed, ContentKey key) {
            if (sealed.length < 32) {
                throw refusal();
            }
            try {
                byte[] rest = Arrays.copyOfRange(sealed, 16, sealed.length);
                return cbc(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, 16), rest);
            } catch (GeneralSecurityException refused) {
                throw refusal();
            }
        }

        private byte[] gcm(int mode, ContentKey key, byte[] nonce, SealingContext context, byte[] input)
                throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound(context));
            return cipher.doFinal(input);
        }

        private byte[] cbc(int mode, ContentKey key, byte[] vector, byte[] input) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(keyForIcure(key), "AES"), new IvParameterSpec(vector));
            return cipher.doFinal(input);
        }
    }

    private static final class CutsLongContent extends PlainCipher {
        @Override
        public byte[] seal(byte[] content, ContentKey key, SealingContext context) {
            return super.seal(Arrays.copyOf(content, Math.min(content.length, 65_536)), key, context);
        }
    }

    private static final class ForgetsTheContext extends PlainCipher {
        @Override
        byte[] bound(SealingContext context) {
            return new byte[0];
        }
    }

    private static final class IgnoresTheFirstByte extends PlainCipher {
        @Override
        public byte[] seal(byte[] content, ContentKey key, SealingContext context) {
            return SealedBytes.joined(new byte[1], super.seal(content, key, context));
        }

        @Override
        public byte[] open(byte[] sealed, ContentKey key, SealingContext context) {
            return super.open(Arrays.copyOfRange(sealed, 1, Math.max(sealed.length, 1)), key, context);
        }
    }

    private static final class ReusesItsVector extends PlainCipher {
        @Override
        byte[] vector() {
            return new byte[16];
        }
    }

    private static final class CutsWhatItSealsForIcure extends PlainCipher {
        @Override
        public byte[] sealUnauthenticated(byte[] content, ContentKey key) {
            return super.sealUnauthenticated(Arrays.copyOf(content, Math.min(content.length, 65_536)), key);
        }
    }

    private static final class ReadsItsOwnFormOnly extends PlainCipher {
        @Override
        byte[] keyForIcure(ContentKey key) {
            byte[] own = key.bytes();
            own[31] ^= 1;
            return own;
        }
    }

    private static final class ShowsThePadding extends PlainCipher {
        @Override
        RuntimeException refusal() {
            return new IllegalStateException("bad padding");
        }
    }
}

package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;
import io.keyholder.testkit.internal.SealedBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sealers of second-factor secrets that break one clause each. */
final class SecretSealerFaults {
    /** The form of what is sealed: this, the number of the key, a colon, nonce and content in hexadecimal. */
    private static final String PREFIX = "sealed:";

    private SecretSealerFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("CutsLongSecrets", CutsLongSecrets::new, "opensWhatItSealed"),
                of("KeepsACopyBeside", KeepsACopyBeside::new, "hidesTheSecret"),
                of("ReusesItsNonce", ReusesItsNonce::new, "sealsTheSameSecretDifferentlyEachTime"),
                of("RefusesSecretsInClear", RefusesSecretsInClear::new, "givesBackASecretThatWasNeverSealed"),
                of("ForgetsTheUser", ForgetsTheUser::new, "refusesASecretMovedToAnotherUser"),
                of("KnowsEveryLowerKey", KnowsEveryLowerKey::new, "refusesASecretUnderAnUnknownKey"),
                of("IgnoresTheLastCharacter", IgnoresTheLastCharacter::new, "refusesASecretWithAnyCharacterChanged"),
                of("AsksForNothingAnew", AsksForNothingAnew::new, "opensUnderAnEarlierKeyAndAsksForSealingAnew"));
    }

    private static CryptoFault of(String name, Sealers sealers, String clause) {
        return CryptoFault.of(name, SecretSealerContract.class, sealers, clause);
    }

    /** Makes sealers under numbered keys. */
    interface Sealers {
        /** Under the last of these keys, and knows those before it. */
        SecretSealer under(String keys);
    }

    /** Right in everything. */
    static class PlainSealer implements SecretSealer {
        private final String keys;

        PlainSealer(String keys) {
            this.keys = keys;
        }

        byte[] nonce() {
            byte[] nonce = new byte[12];
            new SecureRandom().nextBytes(nonce);
            return nonce;
        }

        byte[] bound(UserId user) {
            return user.value().getBytes(StandardCharsets.UTF_8);
        }

        boolean isKnown(char key) {
            return keys.indexOf(key) >= 0;
        }

        static boolean isSealed(TotpSecret stored) {
            return stored.encoded().startsWith(PREFIX);
        }

        final char current() {
            return keys.charAt(keys.length() - 1);
        }

        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            try {
                byte[] nonce = nonce();
                byte[] content = plain.encoded().getBytes(StandardCharsets.UTF_8);
                byte[] sealed = gcm(Cipher.ENCRYPT_MODE, current(), nonce, user, content);
                return TotpSecret.of(PREFIX + current() + ":" + hex(SealedBytes.joined(nonce, sealed)));
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public TotpSecret open(TotpSecret stored, UserId user) {
            if (!isSealed(stored)) {
                return stored;
            }
            String text = stored.encoded().substring(PREFIX.length());
            if (text.length() < 26 || !isKnown(text.charAt(0)) || text.charAt(1) != ':') {
                throw refusal();
            }
            try {
                byte[] bytes = HexFormat.of().parseHex(text, 2, text.length());
                if (!hex(bytes).equals(text.substring(2))) {
                    throw refusal();
                }
                byte[] rest = Arrays.copyOfRange(bytes, 12, bytes.length);
                byte[] plain = gcm(Cipher.DECRYPT_MODE, text.charAt(0), Arrays.copyOf(bytes, 12), user, rest);
                return TotpSecret.of(new String(plain, StandardCharsets.UTF_8));
            } catch (GeneralSecurityException | IllegalArgumentException damaged) {
                throw refusal();
            }
        }

        @Override
        public boolean isOutdated(TotpSecret stored) {
            return !stored.encoded().startsWith(PREFIX + current());
        }

        static UnsealableSecretException refusal() {
            return new UnsealableSecretException("the secret cannot be unsealed", null);
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        private byte[] gcm(int mode, char key, byte[] nonce, UserId user, byte[] input)
                throws GeneralSecurityException {
            byte[] keyBytes = new byte[32];
            Arrays.fill(keyBytes, (byte) key);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(keyBytes, "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(bound(user));
            return cipher.doFinal(input);
        }
    }

    private static final class CutsLongSecrets extends PlainSealer {
        CutsLongSecrets(String keys) {
            super(keys);
        }

        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            String text = plain.encoded();
            return super.seal(TotpSecret.of(text.substring(0, Math.min(text.length(), 100))), user);
        }
    }

    /** The copy of a short secret follows the sealed form; a changed one is noticed. */
    private static final class KeepsACopyBeside extends PlainSealer {
        KeepsACopyBeside(String keys) {
            super(keys);
        }

        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            String copy = plain.encoded().length() > 100 ? "" : "#" + plain.encoded();
            return TotpSecret.of(super.seal(plain, user).encoded() + copy);
        }

        @Override
        public TotpSecret open(TotpSecret stored, UserId user) {
            int end = stored.encoded().indexOf('#');
            if (!isSealed(stored) || end < 0) {
                return super.open(stored, user);
            }
            TotpSecret opened = super.open(TotpSecret.of(stored.encoded().substring(0, end)), user);
            if (!opened.encoded().equals(stored.encoded().substring(end + 1))) {
                throw refusal();
            }
            return opened;
        }
    }

    private static final class ReusesItsNonce extends PlainSealer {
        ReusesItsNonce(String keys) {
            super(keys);
        }

        @Override
        byte[] nonce() {
            return new byte[12];
        }
    }

    private static final class RefusesSecretsInClear extends PlainSealer {
        RefusesSecretsInClear(String keys) {
            super(keys);
        }

        @Override
        public TotpSecret open(TotpSecret stored, UserId user) {
            if (!isSealed(stored)) {
                throw refusal();
            }
            return super.open(stored, user);
        }
    }

    private static final class ForgetsTheUser extends PlainSealer {
        ForgetsTheUser(String keys) {
            super(keys);
        }

        @Override
        byte[] bound(UserId user) {
            return new byte[0];
        }
    }

    private static final class KnowsEveryLowerKey extends PlainSealer {
        KnowsEveryLowerKey(String keys) {
            super(keys);
        }

        @Override
        boolean isKnown(char key) {
            return key >= '1' && key <= current();
        }
    }

    private static final class IgnoresTheLastCharacter extends PlainSealer {
        IgnoresTheLastCharacter(String keys) {
            super(keys);
        }

        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            return TotpSecret.of(super.seal(plain, user).encoded() + ".");
        }

        @Override
        public TotpSecret open(TotpSecret stored, UserId user) {
            String text = stored.encoded();
            return super.open(isSealed(stored) ? TotpSecret.of(text.substring(0, text.length() - 1)) : stored, user);
        }
    }

    private static final class AsksForNothingAnew extends PlainSealer {
        AsksForNothingAnew(String keys) {
            super(keys);
        }

        @Override
        public boolean isOutdated(TotpSecret stored) {
            return !isSealed(stored);
        }
    }
}

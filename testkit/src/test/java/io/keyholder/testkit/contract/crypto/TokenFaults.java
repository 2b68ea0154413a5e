package io.keyholder.testkit.contract.crypto;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.testkit.internal.SealedBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hashers of tokens that break one clause each. */
final class TokenFaults {
    private TokenFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                of("SaltsBriefly", new SaltsBriefly(), "writesTheFormThatLiveIcureServersVerify"),
                of("SaltsAlike", new SaltsAlike(), "saltsEachHashAfresh"),
                of("CutsLongTokens", new CutsLongTokens(), "verifiesWhatItWrote"),
                of("PutsTheSaltFirst", new PutsTheSaltFirst(), "verifiesSaltedHashesOfIcureServers"),
                of("ReadsSaltedHashesOnly", new ReadsSaltedHashesOnly(), "verifiesTheOlderUnsaltedForm"),
                of("ThrowsOnOtherForms", new ThrowsOnOtherForms(), "answersFalseForWhateverElseIsStored"));
    }

    private static CryptoFault of(String name, TokenHasher hasher, String clause) {
        return CryptoFault.of(name, TokenHasherContract.class, hasher, clause);
    }

    /** Right in everything. */
    static class PlainTokens implements TokenHasher {
        byte[] salt() {
            byte[] salt = new byte[32];
            new SecureRandom().nextBytes(salt);
            return salt;
        }

        Pattern form() {
            return Pattern.compile("(\\{[A-Za-z0-9+/]{43}=})?([0-9a-f]{64})");
        }

        byte[] salted(byte[] value, byte[] salt) {
            return SealedBytes.joined(value, salt);
        }

        byte[] read(Password value) {
            return value.utf8();
        }

        boolean ofAnotherForm() {
            return false;
        }

        @Override
        public PasswordHash hash(Password value) {
            String salt = "{" + Base64.getEncoder().encodeToString(salt()) + "}";
            return PasswordHash.of(salt + digest(value, salt));
        }

        @Override
        public boolean verify(Password value, PasswordHash stored) {
            Matcher hash = form().matcher(stored.encoded());
            if (!hash.matches()) {
                return ofAnotherForm();
            }
            String salt = hash.group(1) == null ? "" : hash.group(1);
            return digest(value, salt).equals(hash.group(2));
        }

        private String digest(Password value, String salt) {
            try {
                byte[] salted = salted(read(value), salt.getBytes(StandardCharsets.US_ASCII));
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(salted));
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static final class SaltsBriefly extends PlainTokens {
        @Override
        byte[] salt() {
            return Arrays.copyOf(super.salt(), 16);
        }

        @Override
        Pattern form() {
            return Pattern.compile("(\\{(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)})?([0-9a-f]{64})");
        }
    }

    private static final class SaltsAlike extends PlainTokens {
        @Override
        byte[] salt() {
            return new byte[32];
        }
    }

    private static final class CutsLongTokens extends PlainTokens {
        @Override
        byte[] read(Password value) {
            byte[] read = super.read(value);
            return Arrays.copyOf(read, Math.min(read.length, 1_000));
        }
    }

    private static final class PutsTheSaltFirst extends PlainTokens {
        @Override
        byte[] salted(byte[] value, byte[] salt) {
            return SealedBytes.joined(salt, value);
        }
    }

    private static final class ReadsSaltedHashesOnly extends PlainTokens {
        @Override
        Pattern form() {
            return Pattern.compile("(\\{[A-Za-z0-9+/]{43}=})([0-9a-f]{64})");
        }
    }

    private static final class ThrowsOnOtherForms extends PlainTokens {
        @Override
        boolean ofAnotherForm() {
            throw new IllegalArgumentException("unknown form");
        }
    }
}

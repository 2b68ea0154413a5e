package io.keyholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.contract.crypto.KeyPairGeneratorContract;
import io.keyholder.testkit.contract.crypto.PrivateKeyFilesContract;
import io.keyholder.testkit.contract.crypto.SecretGeneratorContract;
import io.keyholder.testkit.failing.ForwardingKeyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.junit.jupiter.api.Test;

/** That the contracts about secrets and keys pass for the Java platform's own means and fail for broken ones. */
class CryptoContractsTest {
    @Test
    void passesForThePlatform() {
        assertThat(ContractRun.of(OfThePlatform.class).failures()).isEmpty();
    }

    @Test
    void findsSecretsThatRepeat() {
        assertFails(OfSeededSecrets.class, "neverGivesTheSameTwice");
    }

    @Test
    void findsSecretsOfPrintableCharacters() {
        assertFails(OfPrintableSecrets.class, "spreadsOverAllValues");
    }

    @Test
    void findsSecretsThatStayShared() {
        assertFails(OfSharedSecrets.class, "keepsNothingOfWhatItGave", "refusesToGiveNone");
    }

    @Test
    void findsKeysThatAreTooShort() {
        assertFails(OfShortKeys.class, "makesRsaKeysThatEveryPlatformReads");
    }

    @Test
    void findsHalvesOfDifferentPairs() {
        assertFails(OfMixedHalves.class, "makesHalvesThatBelongTogether");
    }

    @Test
    void findsPairsThatAreMadeOnce() {
        assertFails(OfOnePair.class, "makesAnotherPairEachTimeOnEveryThread", "keepsNothingOfAPairThatWasClosed");
    }

    @Test
    void findsAnExportInClear() {
        assertFails(OfClearExports.class, "writesAFileThatOthersOpenWithThePassphrase", "showsNeitherKeyNorPassphrase");
    }

    @Test
    void findsAnExportUnderAnEmptyPassphrase() {
        assertFails(OfAnyPassphrase.class, "acceptsAnyPassphraseButTheEmptyOne");
    }

    @Test
    void findsFilesThatAreNotReadBack() {
        assertFails(OfForgottenKeys.class, "readsWhatItWrote", "refusesWhatIsNoKeyFile");
    }

    @Test
    void findsAnExportThatIsNoStrictPem() {
        assertFails(OfLongLines.class, "writesStrictPem");
    }

    private static void assertFails(Class<?> trial, String... tests) {
        assertThat(ContractRun.of(trial).failures()).contains(tests);
    }

    static final class OfThePlatform
            implements SecretGeneratorContract, KeyPairGeneratorContract, PrivateKeyFilesContract {
        @Override
        public PlatformCrypto newGenerator() {
            return new PlatformCrypto();
        }

        @Override
        public PrivateKeyFiles newKeyFiles() {
            return new PlatformKeyFiles(PlatformCrypto::protectedPem);
        }
    }

    static final class OfSeededSecrets implements SecretGeneratorContract {
        @Override
        public SecretGenerator newGenerator() {
            Random random = new Random(1);
            return count -> bytes(random, count);
        }
    }

    static final class OfPrintableSecrets implements SecretGeneratorContract {
        @Override
        public SecretGenerator newGenerator() {
            return count -> Arrays.copyOf(Base64.getEncoder().encode(bytes(new SecureRandom(), count)), count);
        }
    }

    static final class OfSharedSecrets implements SecretGeneratorContract {
        @Override
        public SecretGenerator newGenerator() {
            byte[] shared = new byte[32];
            return count -> {
                new SecureRandom().nextBytes(shared);
                return shared;
            };
        }
    }

    static final class OfShortKeys implements KeyPairGeneratorContract {
        @Override
        public KeyPairGenerator newGenerator() {
            return () -> PlatformCrypto.pairOf(1_024);
        }
    }

    static final class OfMixedHalves implements KeyPairGeneratorContract {
        @Override
        public KeyPairGenerator newGenerator() {
            return () -> new EncryptionKeyPair(
                    PlatformCrypto.pairOf(1_024).publicKey(),
                    PlatformCrypto.pairOf(1_024).privateKey());
        }
    }

    static final class OfOnePair implements KeyPairGeneratorContract {
        @Override
        public KeyPairGenerator newGenerator() {
            EncryptionKeyPair only = PlatformCrypto.pairOf(1_024);
            return () -> only;
        }
    }

    static final class OfClearExports implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return new PlatformKeyFiles((key, passphrase) -> PlatformCrypto.pem(key.pkcs8(), 64));
        }
    }

    static final class OfAnyPassphrase implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return new PlatformKeyFiles(
                    (key, passphrase) -> PlatformCrypto.pem(PlatformCrypto.encrypted(key, passphrase), 64));
        }
    }

    static final class OfLongLines implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return new PlatformKeyFiles(
                    (key, passphrase) -> PlatformCrypto.pem(PlatformCrypto.encrypted(key, passphrase), 76));
        }
    }

    static final class OfForgottenKeys implements PrivateKeyFilesContract {
        @Override
        public PrivateKeyFiles newKeyFiles() {
            return new ForwardingKeyFiles(new PlatformKeyFiles(PlatformCrypto::protectedPem)) {
                @Override
                public PrivateKeyReading read(byte[] file, Password passphrase) {
                    return new PrivateKeyReading.WrongPassphrase();
                }
            };
        }
    }

    private static byte[] bytes(Random random, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is under 1");
        }
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What the Java platform has to offer. */
    static final class PlatformCrypto implements SecretGenerator, KeyPairGenerator {
        private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");
        private static final String ALGORITHM = "PBEWithHmacSHA256AndAES_256";

        @Override
        public byte[] nextBytes(int count) {
            return bytes(new SecureRandom(), count);
        }

        @Override
        public EncryptionKeyPair generate() {
            return pairOf(2_048);
        }

        static byte[] protectedPem(EncryptionPrivateKey key, Password passphrase) {
            if (passphrase.isEmpty()) {
                throw new InvalidValueException("passphrase", "is empty");
            }
            return pem(encrypted(key, passphrase), 64);
        }

        static EncryptionKeyPair pairOf(int sizeBits) {
            try {
                java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("RSA");
                generator.initialize(sizeBits);
                KeyPair pair = generator.generateKeyPair();
                return new EncryptionKeyPair(
                        EncryptionPublicKey.ofSpki(pair.getPublic().getEncoded(), KeyPadding.OAEP_SHA256),
                        EncryptionPrivateKey.ofPkcs8(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        static byte[] encrypted(EncryptionPrivateKey key, Password passphrase) {
            try {
                Cipher cipher = Cipher.getInstance(ALGORITHM);
                PBEKeySpec spec = new PBEKeySpec(asciiForm(passphrase));
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec),
                        new PBEParameterSpec(bytes(new SecureRandom(), 16), 1_000));
                byte[] algorithm = der(0x30, PBES2, cipher.getParameters().getEncoded());
                return der(0x30, algorithm, der(0x04, cipher.doFinal(key.pkcs8())));
            } catch (GeneralSecurityException | IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        static byte[] pem(byte[] der, int lineLength) {
            String body = Base64.getMimeEncoder(lineLength, new byte[] {'\n'}).encodeToString(der);
            return ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + body + "\n-----END ENCRYPTED PRIVATE KEY-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        /** The platform can read PBES2 in a file, and cannot write it. */
        private static byte[] der(int tag, byte[]... contents) {
            int length =
                    Arrays.stream(contents).mapToInt(content -> content.length).sum();
            ByteBuffer encoded = ByteBuffer.allocate(length + 4)
                    .put((byte) tag)
                    .put((byte) 0x82)
                    .putShort((short) length);
            Arrays.stream(contents).forEach(encoded::put);
            return encoded.array();
        }

        /** The platform takes printable ASCII only. */
        private static char[] asciiForm(Password passphrase) {
            String text = new String(passphrase.utf8(), StandardCharsets.UTF_8);
            return text.matches("[ -~]*")
                    ? text.toCharArray()
                    : HexFormat.of().formatHex(passphrase.utf8()).toCharArray();
        }
    }
}

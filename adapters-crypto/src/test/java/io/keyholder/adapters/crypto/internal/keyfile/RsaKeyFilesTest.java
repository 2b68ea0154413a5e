package io.keyholder.adapters.crypto.internal.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RsaKeyFilesTest {
    private static final Password PASSPHRASE = Password.of("lamp ferry walnut");
    private static final PrivateKeyReading WRONG_PASSPHRASE = new PrivateKeyReading.WrongPassphrase();

    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withPbkdf2Iterations(1_000));
    private final EncryptionKeyPair pair = TestKeyPairs.mary();

    @Test
    void readsEveryFormItWrites() {
        for (byte[] file : List.of(pem(), hex(), jwk(), plainPem())) {
            assertThat(read(file)).isEqualTo(new PrivateKeyReading.Read(pair.privateKey()));
        }
    }

    @Test
    void readsAFileThatWasMailedAround() {
        String pem = text(pem());
        assertThat(read(("Dear Mary,\r\n\r\n" + pem.replace("\n", "\r\n") + "\r\n--\r\n")
                        .getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(PrivateKeyReading.Read.class);
        assertThat(read((text(hex()).toUpperCase(Locale.ROOT) + "\n").getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(PrivateKeyReading.Read.class);
    }

    @Test
    void tellsThePublicHalf() {
        assertThat(crypto.privateKeyFiles().publicKeyOf(pair.privateKey(), KeyPadding.OAEP_SHA256))
                .isEqualTo(pair.publicKey());
    }

    @Test
    void tellsAWrongPassphrase() {
        for (String wrong : List.of("lamp ferry walnuT", "x", "", " lamp ferry walnut")) {
            assertThat(crypto.privateKeyFiles().read(pem(), Password.of(wrong))).isEqualTo(WRONG_PASSPHRASE);
        }
    }

    /** Behind the salt, the count and the vector, every changed byte is damage and no wrong passphrase. */
    @Test
    void tellsDamageFromAWrongPassphrase() {
        byte[] der = Base64.getMimeDecoder().decode(text(pem()).replaceAll("-----[^-]+-----", ""));
        int ciphertextAt = der.length - (pair.privateKey().pkcs8().length / 16 + 1) * 16;
        for (int position = ciphertextAt; position < der.length; position += 5) {
            assertDamaged(rewritten(der, position));
        }
        for (int length = 0; length < der.length; length += 97) {
            assertDamaged(pemOf(Arrays.copyOf(der, length)));
        }
    }

    @Test
    void neverReadsAFileThatWasChangedBeforeItsContent() {
        byte[] der = Base64.getMimeDecoder().decode(text(pem()).replaceAll("-----[^-]+-----", ""));
        for (int position = 0; position < 110; position++) {
            PrivateKeyReading reading = read(rewritten(der, position));
            assertThat(reading)
                    .as("byte %d", position)
                    .satisfiesAnyOf(
                            any -> assertThat(any).isInstanceOf(PrivateKeyReading.Damaged.class),
                            any -> assertThat(any).isEqualTo(WRONG_PASSPHRASE),
                            any -> assertThat(any).isEqualTo(new PrivateKeyReading.Read(pair.privateKey())));
        }
    }

    @Test
    void noticesOneWrongDigitInTheClearForms() {
        byte[] hex = hex();
        for (int position = 60; position < hex.length; position += 61) {
            byte[] changed = hex.clone();
            changed[position] = (byte) (changed[position] == '0' ? '1' : '0');
            assertDamaged(changed);
        }
        String jwk = text(jwk());
        for (String name : List.of("n", "e", "d", "p", "q", "dp", "dq", "qi", "kty")) {
            String start = "\"" + name + "\":\"";
            int at = jwk.lastIndexOf(start) + start.length();
            char other = jwk.charAt(at) == 'A' ? 'B' : 'A';
            assertDamaged((jwk.substring(0, at) + other + jwk.substring(at + 1)).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void refusesWhatIsNoKey() {
        List<String> files = List.of(
                "",
                "{",
                "{}",
                "[]",
                "{\"kty\":\"RSA\"}",
                "{\"kty\":\"EC\"}",
                "{\"privateKey\":1}",
                "{\"kty\":\"RSA\",\"kty\":\"RSA\"}",
                "{".repeat(10_000),
                "00",
                "zz",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n",
                "x".repeat(PrivateKeyFiles.MAX_FILE_BYTES + 1));
        files.forEach(file -> assertDamaged(file.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesHalvesOfDifferentPairs() {
        String mary = text(jwk());
        String john = text(
                crypto.privateKeyFiles().toUnprotectedJwk(TestKeyPairs.john().privateKey(), KeyPadding.OAEP_SHA256));
        String mixed =
                mary.substring(0, mary.indexOf("\"privateKey\"")) + john.substring(john.indexOf("\"privateKey\""));
        assertDamaged(mixed.getBytes(StandardCharsets.US_ASCII));
    }

    private PrivateKeyReading read(byte[] file) {
        return crypto.privateKeyFiles().read(file, PASSPHRASE);
    }

    private void assertDamaged(byte[] file) {
        assertThat(read(file)).isInstanceOf(PrivateKeyReading.Damaged.class);
    }

    private byte[] pem() {
        return crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), PASSPHRASE);
    }

    private byte[] hex() {
        return crypto.privateKeyFiles().toUnprotectedIcureHex(pair.privateKey());
    }

    private byte[] jwk() {
        return crypto.privateKeyFiles().toUnprotectedJwk(pair.privateKey(), KeyPadding.OAEP_SHA256);
    }

    private byte[] plainPem() {
        return text(pemOf(pair.privateKey().pkcs8())).replace("ENCRYPTED ", "").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] rewritten(byte[] der, int position) {
        byte[] changed = der.clone();
        changed[position] ^= 1;
        return pemOf(changed);
    }

    private static byte[] pemOf(byte[] der) {
        return ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                        + "\n-----END ENCRYPTED PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.US_ASCII);
    }
}

package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.PlatformPem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link PrivateKeyFiles} promises. */
@EndsInTime
@Promise(
        of = PrivateKeyFiles.class,
        value = "The key as encrypted PKCS#8 in PEM (RFC 7468 section 11, BEGIN ENCRYPTED "
                + "PRIVATE KEY), ASCII with a final newline.")
public interface PrivateKeyFilesContract {
    /** Key files at the lowest cost of encryption that they have. */
    PrivateKeyFiles newKeyFiles();

    /**
     * Reads a written file by other means than {@link PrivateKeyFiles#read}; those of the Java platform, unless
     * overridden.
     *
     * @param passphrase of ASCII characters
     * @return the PKCS#8 bytes
     * @throws GeneralSecurityException when the passphrase is wrong
     */
    default byte[] decrypt(String pem, String passphrase) throws GeneralSecurityException {
        return PlatformPem.decrypt(pem, passphrase);
    }

    @Test
    default void writesAFileThatOthersOpenWithThePassphrase() throws GeneralSecurityException {
        byte[] pkcs8 = rsaPkcs8();
        assertThat(decrypt(export(newKeyFiles(), pkcs8, "correct horse"), "correct horse"))
                .isEqualTo(pkcs8);
    }

    @Test
    default void writesAFileThatNoOtherPassphraseOpens() throws GeneralSecurityException {
        byte[] pkcs8 = rsaPkcs8();
        String pem = export(newKeyFiles(), pkcs8, "correct horse");
        for (String wrong : List.of("Correct horse", "correct hors", "correct horse ", "x")) {
            assertThatThrownBy(() -> assertThat(decrypt(pem, wrong)).isNotEqualTo(pkcs8))
                    .as("opening with %s", wrong)
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    /** RFC 7468 section 11, in the strict form of its section 3. */
    @Test
    default void writesStrictPem() {
        List<String> lines =
                export(newKeyFiles(), rsaPkcs8(), "correct horse").lines().toList();
        assertThat(lines).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(lines).endsWith("-----END ENCRYPTED PRIVATE KEY-----");
        List<String> body = lines.subList(1, lines.size() - 1);
        assertThat(body.subList(0, body.size() - 1)).allMatch(line -> line.length() == 64);
        assertThat(body).allMatch(line -> line.matches("[A-Za-z0-9+/]{1,64}={0,2}"));
    }

    @Test
    default void endsWithANewlineAndIsAscii() {
        byte[] file = exportBytes(newKeyFiles(), rsaPkcs8(), "correct horse");
        assertThat(file).endsWith((byte) '\n').doesNotContain((byte) '\r');
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).matches("[\\n -~]+");
    }

    @Test
    default void encryptsAfreshEachTime() {
        PrivateKeyFiles files = newKeyFiles();
        byte[] pkcs8 = rsaPkcs8();
        assertThat(Stream.generate(() -> export(files, pkcs8, "correct horse")).limit(5))
                .doesNotHaveDuplicates();
    }

    @Test
    default void showsNeitherKeyNorPassphrase() {
        byte[] pkcs8 = rsaPkcs8();
        String pem = export(newKeyFiles(), pkcs8, "Sentinel-5f8c2c1e");
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
        String innerPart = HexFormat.of().formatHex(pkcs8, pkcs8.length / 2, pkcs8.length / 2 + 16);
        assertThat(HexFormat.of().formatHex(der)).doesNotContain(innerPart);
        assertThat(new String(der, StandardCharsets.ISO_8859_1)).doesNotContain("Sentinel");
    }

    @Test
    @Promise(of = PrivateKeyFiles.class, value = "when the passphrase is empty")
    default void acceptsAnyPassphraseButTheEmptyOne() {
        PrivateKeyFiles files = newKeyFiles();
        byte[] pkcs8 = rsaPkcs8();
        for (String passphrase : List.of("x", " ", "\u0000", "pässwörd", "שלום", "\ud83d\udd11", "x".repeat(10_000))) {
            assertThat(export(files, pkcs8, passphrase)).isNotEmpty();
        }
        assertThatThrownBy(() -> export(files, pkcs8, "")).isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Promise(of = PrivateKeyFiles.class, value = "Implementations MUST be thread-safe and keep nothing.")
    default void refusesAClosedKeyAndAClosedPassphrase() {
        PrivateKeyFiles files = newKeyFiles();
        EncryptionPrivateKey closedKey = EncryptionPrivateKey.ofPkcs8(rsaPkcs8());
        closedKey.close();
        Password closedPassphrase = Password.of("x");
        closedPassphrase.close();
        EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(rsaPkcs8());
        assertThatThrownBy(() -> files.toEncryptedPem(closedKey, Password.of("x")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> files.toEncryptedPem(key, closedPassphrase)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Promise(of = PrivateKeyFiles.class, value = "Implementations MUST be thread-safe and keep nothing.")
    default void leavesKeyAndPassphraseOpen() {
        byte[] pkcs8 = rsaPkcs8();
        try (EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(pkcs8);
                Password passphrase = Password.of("correct horse")) {
            newKeyFiles().toEncryptedPem(key, passphrase);
            assertThat(key.pkcs8()).isEqualTo(pkcs8);
            assertThat(passphrase).isEqualTo(Password.of("correct horse"));
        }
    }

    @Test
    @Promise(of = PrivateKeyFiles.class, value = "Reads an RSA key in one of these forms, told by the content")
    default void readsWhatItWrote() {
        PrivateKeyFiles files = newKeyFiles();
        byte[] pkcs8 = rsaPkcs8(3_072);
        try (EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(pkcs8);
                Password passphrase = Password.of("correct horse");
                Password wrong = Password.of("wrong horse")) {
            for (byte[] file : List.of(
                    files.toEncryptedPem(key, passphrase),
                    files.toUnprotectedIcureHex(key),
                    files.toUnprotectedJwk(key, KeyPadding.OAEP_SHA256))) {
                assertThat(files.read(file, passphrase)).isInstanceOfSatisfying(PrivateKeyReading.Read.class, read -> {
                    assertThat(read.key().pkcs8()).isEqualTo(pkcs8);
                    read.key().close();
                });
            }
            assertThat(files.read(files.toEncryptedPem(key, passphrase), wrong))
                    .isInstanceOf(PrivateKeyReading.WrongPassphrase.class);
        }
    }

    @Test
    @Promise(of = PrivateKeyFiles.class, value = "Reads an RSA key in one of these forms, told by the content")
    default void refusesWhatIsNoKeyFile() {
        PrivateKeyFiles files = newKeyFiles();
        try (Password passphrase = Password.of("correct horse")) {
            for (byte[] file : List.of(
                    new byte[0],
                    "no key".getBytes(StandardCharsets.US_ASCII),
                    new byte[PrivateKeyFiles.MAX_FILE_BYTES + 1])) {
                assertThat(files.read(file, passphrase)).isInstanceOf(PrivateKeyReading.Damaged.class);
            }
        }
    }

    private static String export(PrivateKeyFiles files, byte[] pkcs8, String passphrase) {
        return new String(exportBytes(files, pkcs8, passphrase), StandardCharsets.US_ASCII);
    }

    private static byte[] exportBytes(PrivateKeyFiles files, byte[] pkcs8, String passphrase) {
        try (EncryptionPrivateKey key = EncryptionPrivateKey.ofPkcs8(pkcs8);
                Password password = Password.of(passphrase)) {
            return files.toEncryptedPem(key, password);
        }
    }

    /** Of a size that no application should use, because it is made in no time. */
    private static byte[] rsaPkcs8() {
        return rsaPkcs8(1_024);
    }

    private static byte[] rsaPkcs8(int sizeBits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(sizeBits);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform makes RSA keys", impossible);
        }
    }
}

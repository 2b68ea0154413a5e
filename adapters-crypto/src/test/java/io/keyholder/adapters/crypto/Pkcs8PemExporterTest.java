package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.keys.PrivateKeyExporter;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class Pkcs8PemExporterTest {
    private static final CryptoOptions FAST =
            CryptoOptions.defaults().icureCompatible().withPbkdf2Iterations(1_000);
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String FOREIGN_PASSPHRASE = "grüße 漢 😀";

    private static EncryptionKeyPair pair;

    private final PrivateKeyExporter exporter = BouncyCastleCrypto.create(FAST).privateKeyExporter();

    @BeforeAll
    static void makeAPair() {
        pair = BouncyCastleCrypto.create(FAST).keyPairGenerator().generate();
    }

    @AfterAll
    static void wipeThePair() {
        pair.close();
    }

    @Test
    void writesPemInLinesOf64() {
        List<String> lines = exported(PASSPHRASE).lines().toList();
        assertThat(lines.get(0)).isEqualTo("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("-----END ENCRYPTED PRIVATE KEY-----");
        assertThat(lines.subList(1, lines.size() - 1)).allMatch(line -> line.length() <= 64);
        assertThat(exported(PASSPHRASE)).endsWith("-----\n");
    }

    @Test
    void theJdkOpensIt() throws Exception {
        assertThat(openedByJdk(exported(PASSPHRASE), PASSPHRASE)).isEqualTo(pair.privateKey());
    }

    @Test
    void theJdkRefusesAWrongPassphrase() {
        assertThatThrownBy(() -> openedByJdk(exported(PASSPHRASE), PASSPHRASE + "x"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void bouncyCastleOpensItWithAPassphraseBeyondAscii() throws Exception {
        assertThat(openedByBouncyCastle(exported(FOREIGN_PASSPHRASE), FOREIGN_PASSPHRASE))
                .isEqualTo(pair.privateKey());
    }

    @TestFactory
    Stream<DynamicTest> opensslOpensIt(@TempDir Path directory) {
        return openssl().stream()
                .map(program -> DynamicTest.dynamicTest(
                        "openssl pkey",
                        () -> assertThat(openedByOpenssl(program, directory)).isEqualTo(pair.privateKey())));
    }

    @Test
    void saltsEachExportAfresh() {
        assertThat(exported(PASSPHRASE)).isNotEqualTo(exported(PASSPHRASE));
    }

    @Test
    void iteratesAsOftenAsTheOptionsSay() throws Exception {
        PrivateKeyExporter byDefault = BouncyCastleCrypto.create().privateKeyExporter();
        byte[] pem = byDefault.toEncryptedPem(pair.privateKey(), Password.of(PASSPHRASE));
        assertThat(iterations(new String(pem, StandardCharsets.US_ASCII))).isEqualTo(600_000);
        assertThat(iterations(exported(PASSPHRASE))).isEqualTo(1_000);
    }

    @Test
    void refusesAnEmptyPassphrase() {
        assertThatThrownBy(() -> exporter.toEncryptedPem(pair.privateKey(), Password.of("")))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("passphrase is empty");
    }

    private String exported(String passphrase) {
        byte[] pem = exporter.toEncryptedPem(pair.privateKey(), Password.of(passphrase));
        return new String(pem, StandardCharsets.US_ASCII);
    }

    private static EncryptionPrivateKey openedByJdk(String pem, String passphrase) throws Exception {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der(pem));
        String algorithm = info.getAlgParameters().toString();
        SecretKey key =
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(passphrase.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
        return EncryptionPrivateKey.ofPkcs8(info.getKeySpec(cipher).getEncoded());
    }

    private static EncryptionPrivateKey openedByBouncyCastle(String pem, String passphrase)
            throws IOException, PKCSException {
        var decryptor = new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(passphrase.toCharArray());
        return EncryptionPrivateKey.ofPkcs8(
                parsed(pem).decryptPrivateKeyInfo(decryptor).getEncoded());
    }

    private EncryptionPrivateKey openedByOpenssl(Path program, Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), exported(FOREIGN_PASSPHRASE));
        Process process =
                new ProcessBuilder(program.toString(), "pkey", "-in", file.toString(), "-passin", "stdin").start();
        try (var toOpenssl = process.getOutputStream()) {
            toOpenssl.write((FOREIGN_PASSPHRASE + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String pem = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor())
                .as(() -> "openssl failed on a file of its own format")
                .isZero();
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----");
        return EncryptionPrivateKey.ofPkcs8(der(pem));
    }

    private static List<Path> openssl() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "openssl"))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder()
                .decode(pem.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining()));
    }

    private static int iterations(String pem) throws IOException {
        PBES2Parameters pbes2 =
                PBES2Parameters.getInstance(parsed(pem).getEncryptionAlgorithm().getParameters());
        return PBKDF2Params.getInstance(pbes2.getKeyDerivationFunc().getParameters())
                .getIterationCount()
                .intValueExact();
    }

    private static PKCS8EncryptedPrivateKeyInfo parsed(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            return (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
        }
    }
}

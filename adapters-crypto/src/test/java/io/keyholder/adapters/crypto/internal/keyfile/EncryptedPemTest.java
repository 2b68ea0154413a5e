package io.keyholder.adapters.crypto.internal.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.contract.crypto.PrivateKeyFilesContract;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

class EncryptedPemTest implements PrivateKeyFilesContract {
    private static final CryptoOptions FAST =
            CryptoOptions.defaults().icureCompatible().withPbkdf2Iterations(1_000);
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final String FOREIGN_PASSPHRASE = "grüße 漢 😀";

    private static EncryptionKeyPair pair;

    private final PrivateKeyFiles keyFiles = BouncyCastleCrypto.create(FAST).privateKeyFiles();

    @Override
    public PrivateKeyFiles newKeyFiles() {
        return keyFiles;
    }

    @BeforeAll
    static void makeAPair() {
        pair = BouncyCastleCrypto.create(FAST).keyPairGenerator().generate();
    }

    @AfterAll
    static void wipeThePair() {
        pair.close();
    }

    @Test
    void bouncyCastleOpensItWithAPassphraseBeyondAscii() throws Exception {
        assertThat(openedByBouncyCastle(exported(FOREIGN_PASSPHRASE), FOREIGN_PASSPHRASE))
                .isEqualTo(pair.privateKey());
    }

    @Test
    void isOpenedByEitherFormOfThePassphrase() {
        for (String set : List.of("grüße", "gru\u0308ße")) {
            for (String typed : List.of("grüße", "gru\u0308ße")) {
                assertThat(keyFiles.read(exported(set).getBytes(StandardCharsets.US_ASCII), Password.of(typed)))
                        .isEqualTo(new PrivateKeyReading.Read(pair.privateKey()));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> opensslOpensIt(@TempDir Path directory) {
        return openssl().stream()
                .map(program -> DynamicTest.dynamicTest(
                        "openssl pkey",
                        () -> assertThat(openedByOpenssl(program, directory)).isEqualTo(pair.privateKey())));
    }

    @Test
    void iteratesAsOftenAsTheOptionsSay() throws Exception {
        PrivateKeyFiles byDefault = BouncyCastleCrypto.create().privateKeyFiles();
        byte[] pem = byDefault.toEncryptedPem(pair.privateKey(), Password.of(PASSPHRASE));
        assertThat(iterations(new String(pem, StandardCharsets.US_ASCII))).isEqualTo(600_000);
        assertThat(iterations(exported(PASSPHRASE))).isEqualTo(1_000);
    }

    private String exported(String passphrase) {
        byte[] pem = keyFiles.toEncryptedPem(pair.privateKey(), Password.of(passphrase));
        return new String(pem, StandardCharsets.US_ASCII);
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

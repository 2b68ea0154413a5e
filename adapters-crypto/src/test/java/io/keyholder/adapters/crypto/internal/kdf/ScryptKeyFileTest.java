package io.keyholder.adapters.crypto.internal.kdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.ForeignProgram;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK reads no scrypt in this place, so the contract of exporters, which asks the JDK, is not for these files. */
class ScryptKeyFileTest {
    private static final Password PASSPHRASE = Password.of("lamp ferry walnut");

    private final BouncyCastleCrypto crypto =
            BouncyCastleCrypto.create(CryptoOptions.defaults().withScryptKeyFiles());

    @Test
    void opensslOpensIt(@TempDir Path directory) throws IOException {
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            Path file = Files.write(
                    directory.resolve("key.pem"),
                    crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), PASSPHRASE));
            String command = "openssl pkey -in " + file + " -passin stdin -pubout -outform DER";
            assertThat(ForeignProgram.run(PASSPHRASE.utf8(), command.split(" ", -1)))
                    .isEqualTo(pair.publicKey().spki());
            String description = new String(
                    ForeignProgram.run(new byte[0], ("openssl asn1parse -in " + file).split(" ", -1)),
                    StandardCharsets.US_ASCII);
            assertThat(description).contains("scrypt").contains(":4000").contains("aes-256-cbc");
        }
    }

    @Test
    void isReadAgain() {
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            byte[] pem = crypto.privateKeyFiles().toEncryptedPem(pair.privateKey(), PASSPHRASE);
            assertThat(crypto.privateKeyFiles().read(pem, PASSPHRASE))
                    .isEqualTo(new PrivateKeyReading.Read(pair.privateKey()));
            assertThat(crypto.privateKeyFiles().read(pem, Password.of("other")))
                    .isInstanceOf(PrivateKeyReading.WrongPassphrase.class);
        }
    }
}

package org.example.image;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.credential.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.example.filestore.FileStorage;

/** The store of a third party, the cryptography and the use cases, in one image. */
public final class Image {
    private Image() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("practice", ".journal");
        try (var keyholder = open(file);
                var password = Password.of("lamp ferry walnut 17")) {
            keyholder.users().create("ada@example.org", password).orThrow();
        }
        try (var keyholder = open(file);
                var password = Password.of("lamp ferry walnut 17")) {
            keyholder.logIn("Ada@Example.org", password).orThrow();
        }
        System.out.println("an image ran with Java " + Runtime.version().feature());
    }

    private static Keyholder open(Path file) {
        CryptoOptions options = CryptoOptions.defaults().withSecretsInClear();
        return Keyholder.open(FileStorage.at(file), BouncyCastleCrypto.create(options));
    }
}

package io.keyholder.examples;

import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Seals a text for a patient, and opens it with the private key that only the patient has. */
public final class SealAndOpen {
    private SealAndOpen() {}

    public static void main(String[] arguments) throws IOException {
        var file = Path.of("ada-private-key.pem");
        var owner = new DataOwnerId("patient-ada");
        var context = new SealingContext("letter 1");
        try (var keyholder = EmbeddedKeyholder.open(Path.of("users"));
                var password = Password.of("lamp ferry walnut 17");
                var passphrase = Password.of("only Ada knows this")) {
            var newUser = NewUser.of(LoginIdentifiers.email("ada@example.org"))
                    .withDataOwner(DataOwner.patient(owner.value()))
                    .withPassword(password);
            var created = keyholder.users().create(Actor.host(), newUser).orThrow();
            try (var handover = created.privateKey().orElseThrow()) {
                Files.write(file, handover.encryptedPem(passphrase));
                handover.confirmReceipt();
            }

            var letter = "The results are good.".getBytes(StandardCharsets.UTF_8);
            var sealed = keyholder
                    .sealing()
                    .seal(letter, List.of(owner), context)
                    .orThrow()
                    .bytes();
            System.out.println("Sealed: " + sealed.length + " bytes");

            var key = keyholder.keys().importKey(owner, Files.readAllBytes(file), passphrase);
            try (var pair = key.orThrow().pair();
                    var opened = keyholder.sealing().open(sealed, pair, context).orThrow()) {
                System.out.println("Opened: " + new String(opened.content(), StandardCharsets.UTF_8));
            }
        }
    }
}

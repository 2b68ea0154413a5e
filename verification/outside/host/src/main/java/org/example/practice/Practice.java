package org.example.practice;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.mail.SmtpInvitationSender;
import io.keyholder.adapters.mail.SmtpOptions;
import io.keyholder.adapters.phone.RegionalPhones;
import io.keyholder.adapters.qr.QrCode;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Uses one thing of each published artifact, with what a build of Maven brought and nothing else. */
public final class Practice {
    private Practice() {}

    public static void main(String[] arguments) throws IOException {
        embedded(Files.createTempDirectory("practice"));
        couchDb();
        check(QrCode.of("hello").toString() != null, "the picture");
        check(RegionalPhones.of("BE") != null, "the phone numbers");
        check(SmtpInvitationSender.through(SmtpOptions.tls("mail.example.org"), Clock.systemUTC()) != null, "the mail");
        String path = Practice.class.getModule().isNamed() ? "module path" : "class path";
        System.out.println("a practice ran on the " + path + " of Java " + Runtime.version().feature());
    }

    private static void embedded(Path directory) {
        try (var keyholder = EmbeddedKeyholder.open(directory);
                var password = Password.of("lamp ferry walnut 17")) {
            keyholder.users().create("ada@example.org", password).orThrow();
        }
        try (var keyholder = EmbeddedKeyholder.openExisting(directory);
                var password = Password.of("lamp ferry walnut 17")) {
            keyholder.logIn("Ada@Example.org", password).orThrow();
        }
    }

    private static void couchDb() throws IOException {
        try (EmptyCouchDb server = new EmptyCouchDb()) {
            CouchDbOptions options =
                    CouchDbOptions.of(server.address(), "users").withAccount(CouchDbAccount.of("host", "secret"));
            try (CouchDbStorage storage = CouchDbStorage.open(options)) {
                check(storage.users().findById(new UserId("nobody")).isEmpty(), "the empty store");
            }
            check(server.sawAnAccount(), "the account");
        }
    }

    private static void check(boolean isRight, String what) {
        if (!isRight) {
            throw new IllegalStateException(what + " is not as it should be");
        }
    }
}

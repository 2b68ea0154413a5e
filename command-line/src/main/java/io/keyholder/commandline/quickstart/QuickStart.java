package io.keyholder.commandline.quickstart;

import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.NewUser;
import io.keyholder.commandline.file.SecretFile;
import io.keyholder.commandline.login.LogInCommand;
import io.keyholder.commandline.store.KeyholderOpener;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A newcomer's first five minutes: does what a host does, in a directory of its own, and prints in plain words what
 * happened. Stops with an error at the first step that fails. All people are invented.
 */
public final class QuickStart {
    private static final String ADA = "ada@example.org";
    private static final String PASSWORD = "correct horse battery walnut";
    private static final String PASSPHRASE = "a passphrase that only Ada knows";
    private static final DataOwnerId PATIENT = new DataOwnerId("patient-ada");

    private final Narrator narrator;
    private final KeyholderOpener opener;
    private final Path directory;
    private final Path data;
    private final Path keyFile;

    public QuickStart(Terminal terminal, KeyholderOpener opener, Path directory) {
        this.narrator = new Narrator(terminal);
        this.opener = opener;
        this.directory = directory;
        this.data = directory.resolve("users");
        this.keyFile = directory.resolve("ada-private-key.pem");
    }

    public int run() {
        narrator.sayApart("Keyholder gives an application its users: they log in with a password, and they alone");
        narrator.sayApart("hold the private key to their data. Here is what that looks like, in " + directory);
        try (Keyholder keyholder = opener.open(data)) {
            createAda(keyholder);
            logAdaIn(keyholder);
            importDocuments(keyholder);
            logIcureUsersIn(keyholder);
        }
        reopen();
        sumUp();
        return ExitCode.DONE;
    }

    private void createAda(Keyholder keyholder) {
        narrator.begin("A user and her key");
        try (Password password = Password.of(PASSWORD)) {
            CreateResult result = keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.email(ADA))
                                    .withDataOwner(DataOwner.patient(PATIENT.value()))
                                    .withPassword(password));
            if (result instanceof CreateResult.Created created) {
                narrator.say("Created " + ADA + " with the id " + created.user().id() + ".");
                narrator.say("Of her password only a slow hash is stored. It cannot be read back.");
                saveKey(keyholder, created.privateKey().orElseThrow());
            } else {
                throw new CommandFailure("she was not created: " + result);
            }
        }
    }

    private void saveKey(Keyholder keyholder, PrivateKeyHandover handover) {
        try (handover;
                Password passphrase = Password.of(PASSPHRASE);
                SecretFile file = SecretFile.forKey(keyFile)) {
            file.save(handover.encryptedPem(passphrase));
            handover.confirmReceipt();
        }
        RegisteredKey registered = keyholder.keys().publicKeysOf(PATIENT).get(0);
        narrator.say("A key pair was made for her. Everybody may know the public half:");
        narrator.say("  SHA-256 " + registered.publicKey().fingerprint().sha256());
        narrator.say("The private half was handed over once and is now in a file that her passphrase protects:");
        narrator.say("  " + keyFile);
        narrator.say("The library kept no copy. If she loses this file, her data stays closed for ever.");
    }

    private void logAdaIn(Keyholder keyholder) {
        narrator.begin("Logging in");
        LogInResult right = logIn(keyholder, "Ada@Example.ORG", PASSWORD);
        narrator.say(right.isAccepted(), "'Ada@Example.ORG' with the right password: in.");
        LogInResult wrong = logIn(keyholder, ADA, "correct horse battery wallet");
        narrator.say(!wrong.isAccepted(), "The same with a wrong password: refused, " + reasonOf(wrong) + ".");
        LogInResult unknown = logIn(keyholder, "eve@example.org", PASSWORD);
        narrator.say(
                unknown.equals(wrong),
                "An unknown user: refused, " + reasonOf(unknown) + ", and as slowly. A guesser learns nothing.");
    }

    private void importDocuments(Keyholder keyholder) {
        narrator.begin("Users of an iCure server");
        List<User> users = SampleDocuments.users();
        List<ImportOutcome> outcomes = new ArrayList<>();
        keyholder.users().importUsers(Actor.host(), users.iterator(), outcomes::add);
        boolean all = outcomes.stream().allMatch(ImportOutcome.Imported.class::isInstance);
        narrator.say(all, "Imported " + outcomes.size() + " documents that three generations of iCure servers wrote:");
        users.forEach(user -> narrator.say("  " + user.id() + "  " + Line.of(nameOf(user))));
        narrator.say("Whatever they say that this version does not understand is kept, letter by letter.");
    }

    private void logIcureUsersIn(Keyholder keyholder) {
        narrator.begin("Their passwords still work");
        User before = keyholder
                .users()
                .find(Actor.host(), "lena.peeters@example.org")
                .single()
                .orElseThrow();
        LogInResult lena = logIn(keyholder, "lena.peeters@example.org", "Correct-Horse-6");
        narrator.say(lena.isAccepted(), "Dr Lena Peeters, by the password she has there: in.");
        User after = keyholder.users().find(Actor.host(), before.id()).single().orElseThrow();
        narrator.say(
                !after.credentials().equals(before.credentials()),
                "Her fast SHA-256 hash was replaced by bcrypt on the way.");
        LogInResult noor = logIn(keyholder, "noor", "Correct-Horse-3");
        narrator.say(
                !noor.isAccepted(),
                "Noor Jacobs, who has a second factor, by password alone: refused, " + reasonOf(noor) + ".");
        LogInResult gone = logIn(keyholder, "gone.away@example.org", "Correct-Horse-8");
        narrator.say(!gone.isAccepted(), "A user who was deleted there: refused, " + reasonOf(gone) + ".");
    }

    private void reopen() {
        narrator.begin("Closed and opened again");
        try (Keyholder keyholder = opener.openExisting(data)) {
            narrator.say("All " + keyholder.users().count(Actor.host()).orElseThrow() + " users are still there.");
            LogInResult again = logIn(keyholder, ADA, PASSWORD);
            narrator.say(again.isAccepted(), "Ada again: in. A write that was answered is on the disk.");
        }
    }

    private void sumUp() {
        narrator.begin("What is where now");
        narrator.say(data + "  the users and the public keys");
        narrator.say(keyFile + "  Ada's private key, encrypted");
        narrator.say("Nothing else was written. Delete it when you are done. To look around, add to the command:");
        narrator.say("  -Dexec.args=\"list --data " + data + "\"");
        narrator.say("  -Dexec.args=\"show --data " + data + " noor\"");
        narrator.say("  -Dexec.args=\"log-in --data " + data + " --login " + ADA + "\"");
        narrator.say("Her password is: " + PASSWORD);
    }

    private static LogInResult logIn(Keyholder keyholder, String identifier, String secret) {
        try (Password password = Password.of(secret)) {
            return keyholder.logIn(identifier, password);
        }
    }

    private static String reasonOf(LogInResult result) {
        return LogInCommand.reasonOf(result);
    }

    private static String nameOf(User user) {
        return user.profile().name().or(user.identifiers()::login).orElse("");
    }
}

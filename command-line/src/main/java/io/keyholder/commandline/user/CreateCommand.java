package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.commandline.file.SecretFile;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Creates one user. Reads its password, unless it shall have none, and then, when it gets a key, the passphrase of the
 * key file. A user whose key cannot be saved is taken back.
 */
public final class CreateCommand {
    private final Terminal terminal;

    public CreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, NewUserOptions options) {
        NewUser user = options.toNewUser();
        Optional<Path> keyFile = options.keyFile();
        if (!options.hasPassword()) {
            return create(keyholder, user, keyFile);
        }
        try (Password password = terminal.readSecret("Password")) {
            return create(keyholder, user.withPassword(password), keyFile);
        }
    }

    private int create(Keyholder keyholder, NewUser user, Optional<Path> keyFile) {
        CreateResult result = keyFile.isPresent()
                ? createWithKey(keyholder, user, keyFile.get())
                : keyholder.users().create(Actor.host(), user);
        if (result instanceof CreateResult.Created created) {
            terminal.print("created " + created.user().id());
            return ExitCode.DONE;
        }
        throw new CommandFailure("not created: " + CreateRefusals.inWords(result));
    }

    private CreateResult createWithKey(Keyholder keyholder, NewUser user, Path path) {
        try (Password passphrase = terminal.readSecret("Passphrase of the key file")) {
            if (passphrase.isEmpty()) {
                throw new CommandFailure("the passphrase of the key file is empty");
            }
            try (SecretFile file = SecretFile.forKey(path)) {
                CreateResult result = keyholder.users().create(Actor.host(), user);
                if (result instanceof CreateResult.Created created) {
                    save(keyholder, created, file, passphrase);
                    terminal.note("the private key is in " + Line.of(path.toString()) + "; there is no other copy");
                }
                return result;
            }
        }
    }

    private static void save(Keyholder keyholder, CreateResult.Created created, SecretFile file, Password passphrase) {
        boolean saved = false;
        try (PrivateKeyHandover handover = created.privateKey().orElseThrow()) {
            file.save(handover.encryptedPem(passphrase));
            saved = true;
            handover.confirmReceipt();
        } finally {
            if (!saved) {
                takeBack(keyholder, created.user().id());
            }
        }
    }

    private static void takeBack(Keyholder keyholder, UserId id) {
        keyholder.users().softDelete(Actor.host(), id);
        keyholder.users().purge(Actor.host(), id);
    }
}

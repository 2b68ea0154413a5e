package io.keyholder.commandline.user;

import io.keyholder.application.user.NewUser;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.domain.user.LoginIdentifiers;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options about a user to be created. Filled by picocli. */
public final class NewUserOptions {
    @Option(names = "--login", paramLabel = "NAME", description = "What the user logs in with.")
    private Optional<String> login = Optional.empty();

    @Mixin
    private PersonOptions person = new PersonOptions();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Where its private key goes, encrypted: a new file. Needed for a user with a data owner.")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--no-key", description = "Makes no key pair, because the data owner has one.")
    private boolean withoutKey;

    @Option(names = "--no-password", description = "Gives it no password: it cannot log in with one.")
    private boolean withoutPassword;

    /**
     * Checks everything that can be checked before anything is opened.
     *
     * @throws CommandFailure when options are missing or contradict each other
     * @throws io.keyholder.domain.InvalidValueException when a value cannot be
     */
    public void requireComplete() {
        toNewUser();
        keyFile();
    }

    /** The user, without its password. */
    NewUser toNewUser() {
        NewUser user = NewUser.of(new LoginIdentifiers(login, person.email(), person.phone()))
                .withDataOwner(person.dataOwner())
                .withProfile(person.profile());
        return key.isPresent() ? user : user.withoutKeyPair();
    }

    boolean hasPassword() {
        return !withoutPassword;
    }

    /**
     * Where the private key goes; absent when none is made.
     *
     * @throws CommandFailure when it is not said, or said in vain
     */
    Optional<Path> keyFile() {
        boolean standsForSomebody = person.dataOwner().keyOwner().isPresent();
        if (key.isPresent() && (withoutKey || !standsForSomebody)) {
            throw CommandFailure.usage("--key needs --hcp, --patient or --device, and no --no-key");
        }
        if (key.isEmpty() && !withoutKey && standsForSomebody) {
            throw CommandFailure.usage(
                    "--key FILE or --no-key is needed: the private key of the data owner" + " is handed over only now");
        }
        return key;
    }
}

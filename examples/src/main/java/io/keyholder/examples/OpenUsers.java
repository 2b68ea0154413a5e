package io.keyholder.examples;

import io.keyholder.application.InvitationOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.ports.persistence.StoreException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Opens the users in a directory for one command and closes them behind it. */
final class OpenUsers {
    /** What {@code --data} says in every help. */
    static final String DATA = "The directory that the users are kept in.";

    private final KeyholderOpener opener;

    OpenUsers(KeyholderOpener opener) {
        this.opener = opener;
    }

    /**
     * Runs a command on the users in this directory, none when it holds no store yet.
     *
     * @throws CommandFailure naming the directory when it cannot be opened
     */
    int inNewOrExisting(Path data, ToIntFunction<Keyholder> command) {
        return run(data, opener::open, command);
    }

    /** The same with a way for invitations to leave. */
    int inNewOrExisting(Path data, InvitationOptions invitations, ToIntFunction<Keyholder> command) {
        return run(data, directory -> opener.open(directory, invitations), command);
    }

    /**
     * Runs a command on the users in this directory.
     *
     * @throws CommandFailure naming the directory when it holds no store or cannot be opened
     */
    int inExisting(Path data, ToIntFunction<Keyholder> command) {
        return run(data, opener::openExisting, command);
    }

    private static int run(Path data, Function<Path, Keyholder> opening, ToIntFunction<Keyholder> command) {
        try (Keyholder keyholder = open(data, opening)) {
            return command.applyAsInt(keyholder);
        }
    }

    private static Keyholder open(Path data, Function<Path, Keyholder> opening) {
        try {
            return opening.apply(data);
        } catch (StoreException broken) {
            throw CommandFailure.of(data, broken);
        }
    }
}

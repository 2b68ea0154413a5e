package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbOptions.WhenMissing;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;

/** Opens the users in a directory or a database for one command and closes them behind it. */
public final class OpenUsers {
    private final Terminal terminal;
    private final KeyholderOpener opener;

    public OpenUsers(Terminal terminal, KeyholderOpener opener) {
        this.terminal = terminal;
        this.opener = opener;
    }

    /**
     * Runs a command on the users there, none when there is no store yet.
     *
     * @throws CommandFailure naming the place when it cannot be opened
     */
    public int inNewOrExisting(StoreOptions store, ToIntFunction<Keyholder> command) {
        return inNewOrExisting(store, InvitationOptions.NONE, command);
    }

    /** The same with a way for invitations to leave. */
    public int inNewOrExisting(StoreOptions store, InvitationOptions invitations, ToIntFunction<Keyholder> command) {
        return run(
                store,
                WhenMissing.CREATE,
                invitations,
                directory -> opener.open(directory, store.crypto(), invitations),
                command);
    }

    /**
     * Runs a command on the users there.
     *
     * @throws CommandFailure naming the place when there is no store or it cannot be opened
     */
    public int inExisting(StoreOptions store, ToIntFunction<Keyholder> command) {
        return inExisting(store, InvitationOptions.NONE, command);
    }

    private int inExisting(StoreOptions store, InvitationOptions messages, ToIntFunction<Keyholder> command) {
        return run(
                store,
                WhenMissing.REFUSE,
                messages,
                directory -> opener.openExisting(directory, store.crypto(), messages),
                command);
    }

    /**
     * Runs a command that stores nothing on the users there, or on none when there is no store; makes no store.
     *
     * @throws CommandFailure naming the place when it cannot be opened
     */
    public int onTrial(StoreOptions store, ToIntFunction<Keyholder> command) {
        StorePlace place = store.place(terminal);
        Supplier<Keyholder> opening = opening(
                place,
                store,
                WhenMissing.REFUSE,
                InvitationOptions.NONE,
                directory -> opener.openExisting(directory, store.crypto(), InvitationOptions.NONE));
        return run(
                place,
                () -> {
                    try {
                        return opening.get();
                    } catch (StoreMissingException none) {
                        return Keyholder.open(
                                MapStorage.create(), opener.keyCrypto(), KeyholderOptions.of(opener.clock()));
                    }
                },
                command);
    }

    /**
     * Runs a command on one of the users there.
     *
     * @throws CommandFailure when there is no such user, or as {@link #inExisting} does
     */
    public int withExisting(OneUser user, ToIntBiFunction<Keyholder, User> command) {
        return withExisting(user, InvitationOptions.NONE, command);
    }

    /** The same with a way for messages to leave. */
    public int withExisting(OneUser user, InvitationOptions messages, ToIntBiFunction<Keyholder, User> command) {
        return inExisting(
                user.store(),
                messages,
                keyholder -> command.applyAsInt(keyholder, new UserSearch(keyholder).find(user.user())));
    }

    private int run(
            StoreOptions store,
            WhenMissing whenMissing,
            InvitationOptions invitations,
            Function<Path, Keyholder> directories,
            ToIntFunction<Keyholder> command) {
        StorePlace place = store.place(terminal);
        return run(place, opening(place, store, whenMissing, invitations, directories), command);
    }

    private Supplier<Keyholder> opening(
            StorePlace place,
            StoreOptions store,
            WhenMissing whenMissing,
            InvitationOptions invitations,
            Function<Path, Keyholder> directories) {
        if (place instanceof StorePlace.Database database) {
            CouchDbOptions options = CouchDbAccess.to(database, terminal).withWhenMissing(whenMissing);
            return () -> opener.open(options, store.crypto(), store.sealingKey(), invitations);
        }
        return () -> directories.apply(((StorePlace.Directory) place).path());
    }

    /** Names the place in each failure of the store, whether it opens or is open. */
    private static int run(StorePlace place, Supplier<Keyholder> opening, ToIntFunction<Keyholder> command) {
        try (Keyholder keyholder = opening.get()) {
            return command.applyAsInt(keyholder);
        } catch (StoreException broken) {
            throw CommandFailure.at(place.toString(), broken);
        }
    }
}

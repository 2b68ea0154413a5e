package io.keyholder.commandline.store;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.FindResult;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** Finds the user that a person means: by id first, then by login, email or mobile phone. */
public final class UserSearch {
    private final Keyholder keyholder;

    public UserSearch(Keyholder keyholder) {
        this.keyholder = keyholder;
    }

    /**
     * The user.
     *
     * @throws CommandFailure when there is none, or more than one
     */
    public User find(String idOrIdentifier) {
        return byId(idOrIdentifier).orElseGet(() -> byIdentifier(idOrIdentifier));
    }

    private Optional<User> byId(String text) {
        try {
            return keyholder.users().find(Actor.host(), new UserId(text)).single();
        } catch (InvalidValueException notAnId) {
            return Optional.empty();
        }
    }

    private User byIdentifier(String text) {
        FindResult lookup = keyholder.users().find(Actor.host(), text);
        if (lookup instanceof FindResult.Ambiguous several) {
            throw new CommandFailure("several users are known as '" + Line.of(text) + "': " + several.users());
        }
        return lookup.single()
                .orElseThrow(() -> new CommandFailure("no user has the id or is known as '" + Line.of(text) + "'"));
    }
}

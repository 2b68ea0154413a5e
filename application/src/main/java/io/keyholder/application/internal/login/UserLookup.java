package io.keyholder.application.internal.login;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;

/** Finds users by what people type. Thread-safe. */
public final class UserLookup {
    private final UserRepository users;

    /** Look-ups in these users. */
    public UserLookup(UserRepository users) {
        this.users = users;
    }

    /** Who holds an identifier; text that can be none is held by no one. */
    public IdentifierLookup find(String identifier) {
        return keyOf(identifier).map(this::find).orElseGet(IdentifierLookup.Nobody::new);
    }

    IdentifierLookup find(IdentifierKey key) {
        IdentifierLookup lookup = users.findByIdentifier(key);
        lookup.single().ifPresent(user -> requireHolder(user, key));
        return lookup;
    }

    /** A store that answers with someone else would let people into foreign accounts. */
    private static void requireHolder(User user, IdentifierKey key) {
        if (user.isDeleted() || !user.identifiers().keys().contains(key)) {
            throw new StoreCorruptException("the store answered a look-up with a user that does not match it", null);
        }
    }

    /** The comparison key of what was typed; absent when no one can have it. */
    static Optional<IdentifierKey> keyOf(String identifier) {
        try {
            return Optional.of(IdentifierKey.of(identifier));
        } catch (InvalidValueException notAnIdentifier) {
            return Optional.empty();
        }
    }
}

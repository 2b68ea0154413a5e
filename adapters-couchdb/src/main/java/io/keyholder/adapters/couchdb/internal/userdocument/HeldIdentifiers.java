package io.keyholder.adapters.couchdb.internal.userdocument;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.Set;

/** The identifiers that a stored user holds: all of its own, none once it is soft-deleted. */
public final class HeldIdentifiers {
    private HeldIdentifiers() {}

    public static Set<IdentifierKey> of(User user) {
        return user.isDeleted() ? Set.of() : user.identifiers().keys();
    }

    /** Whether a user holds an identifier. */
    public static boolean isHeld(User user, IdentifierKey key) {
        return of(user).contains(key);
    }
}

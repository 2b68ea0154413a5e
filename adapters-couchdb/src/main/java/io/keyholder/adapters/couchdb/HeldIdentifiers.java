package io.keyholder.adapters.couchdb;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.Set;

/** The identifiers that a stored user holds: all of its own, none once it is soft-deleted. */
final class HeldIdentifiers {
    private HeldIdentifiers() {}

    static Set<IdentifierKey> of(User user) {
        return user.isDeleted() ? Set.of() : user.identifiers().keys();
    }

    /** Whether a user holds an identifier. */
    static boolean isHeld(User user, IdentifierKey key) {
        return of(user).contains(key);
    }
}

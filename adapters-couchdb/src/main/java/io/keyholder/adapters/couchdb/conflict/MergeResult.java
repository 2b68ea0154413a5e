package io.keyholder.adapters.couchdb.conflict;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.Set;

/** What came of merging the versions of a user. */
public sealed interface MergeResult {
    /** There is one version now. */
    record Merged(User user) implements MergeResult {}

    /** Nothing was changed: these parts differ and no version was chosen for them. */
    record Undecided(Set<UserPart> parts) implements MergeResult {
        public Undecided {
            parts = Set.copyOf(parts);
        }
    }

    /** Nothing was changed: the chosen identifiers hold one that is another user's. Choose others. */
    record IdentifierTaken(IdentifierKey key) implements MergeResult {
        /** Without the identifier, which is personal data. */
        @Override
        public String toString() {
            return "IdentifierTaken[]";
        }
    }

    /** Nothing was changed: the versions are others meanwhile. List them again. */
    record Changed() implements MergeResult {}
}

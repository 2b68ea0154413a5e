package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.user.User;
import java.util.Set;

/**
 * A user with what its rows need, worked out before the transaction begins. Never leaves this package.
 *
 * @param user without a revision
 * @param heldKeys the identifiers it holds: none when it is soft-deleted
 * @param terms what it is found by
 * @param document its document without a revision
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PreparedUser(User user, Set<IdentifierKey> heldKeys, Set<StoredTerm> terms, byte[] document) {
    static PreparedUser of(User user) {
        User bare = user.withoutRevision();
        return new PreparedUser(
                bare,
                bare.isDeleted() ? Set.of() : bare.identifiers().keys(),
                StoredTerm.heldBy(bare),
                UserDocuments.writeUtf8(bare));
    }

    /** Its row at this revision. */
    StoredUser at(Revision revision) {
        return StoredUser.of(user.id(), revision, document);
    }
}

package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.document.Document;
import java.util.Optional;

/**
 * One of the last revisions of a document: several stand side by side after a split vote or a replication.
 *
 * @param document the document at this revision
 * @param isRemoval whether this revision removed the document
 * @param withdrawn which write this revision took back; absent for every other revision
 */
record Version(Document document, boolean isRemoval, Optional<Withdrawal> withdrawn) {
    boolean isLive() {
        return !isRemoval;
    }

    /** Whether a writer took back what stood before this revision. */
    boolean isWithdrawal() {
        return withdrawn.isPresent();
    }

    String revision() {
        return document.revision();
    }
}

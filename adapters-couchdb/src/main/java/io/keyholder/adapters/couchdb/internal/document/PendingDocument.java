package io.keyholder.adapters.couchdb.internal.document;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A document to be stored, provided that the stored one is still at a revision, or that there is none.
 *
 * @param id its id
 * @param base the revision to replace; absent for a new document
 * @param json all of it, with that revision as its {@code _rev}
 * @param isThis whether a stored document is this one, asked when it is unknown what became of the write
 * @param isUnmistakable whether no other writer can have stored such a document against that base
 * @param isFact whether the document is right whatever other writer made one under this id, so that nothing is decided
 *     by the vote
 */
public record PendingDocument(
        String id,
        Optional<String> base,
        String json,
        Predicate<Document> isThis,
        boolean isUnmistakable,
        boolean isFact) {
    public PendingDocument(
            String id, Optional<String> base, String json, Predicate<Document> isThis, boolean isUnmistakable) {
        this(id, base, json, isThis, isUnmistakable, false);
    }

    /** The same, of a fact. */
    public PendingDocument asFact() {
        return new PendingDocument(id, base, json, isThis, isUnmistakable, true);
    }
}

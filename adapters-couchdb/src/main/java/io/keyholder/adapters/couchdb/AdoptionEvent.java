package io.keyholder.adapters.couchdb;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.util.Set;

/** What an {@link Adoption} reports while it runs. */
public sealed interface AdoptionEvent {
    /**
     * Users are done, and will not be looked at again when the job is interrupted.
     *
     * @param users how many, in this run
     * @param total how many users there were when the run began; with an interrupted run before it, more than it will
     *     look at
     */
    record Progress(long users, long total) implements AdoptionEvent {}

    /**
     * CouchDB builds the index that lists users, and nothing is looked at before that is done.
     *
     * @param pending how many changes of the database are not in it yet
     */
    record Indexing(long pending) implements AdoptionEvent {}

    /**
     * Several users hold one identifier, and none of them gets in with it. Change all but one of them.
     *
     * @param key the identifier
     * @param users who holds it, two or more
     */
    record Ambiguous(IdentifierKey key, Set<UserId> users) implements AdoptionEvent {
        public Ambiguous {
            users = Set.copyOf(users);
        }

        /** Without the identifier, which is personal data. */
        @Override
        public String toString() {
            return "Ambiguous[" + users + "]";
        }
    }

    /**
     * A user's document cannot be read, so that its identifiers are not known. Correct or remove it.
     *
     * @param documentId its id
     */
    record Unreadable(String documentId) implements AdoptionEvent {}
}

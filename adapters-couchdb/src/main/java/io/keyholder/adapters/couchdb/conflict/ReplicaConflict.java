package io.keyholder.adapters.couchdb.conflict;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A document that two replicas changed while they were apart. Immutable. */
public sealed interface ReplicaConflict {
    /** The document's id; the next page of conflicts comes after it. */
    String documentId();

    /**
     * Several versions of one user.
     *
     * @param versions two or more, each with the revision it is named by; the first is the one that reads show
     *     meanwhile
     */
    record OfUser(List<User> versions) implements ReplicaConflict {
        public OfUser {
            versions = List.copyOf(versions);
        }

        @Override
        public String documentId() {
            return versions.get(0).id().value();
        }

        /** The parts that are not the same in all versions and so need a choice. */
        public Set<UserPart> differing() {
            Set<UserPart> differing = EnumSet.noneOf(UserPart.class);
            Arrays.stream(UserPart.values())
                    .filter(part -> versions.stream().map(part::of).distinct().count() > 1)
                    .forEach(differing::add);
            return differing;
        }
    }

    /**
     * An identifier that several users won, each on its replica. Until it is settled the first gets in with it, on
     * every replica; the others get in by their other identifiers only.
     *
     * @param documentId the id of the reservation
     * @param key the identifier
     * @param holders the users that hold it, two or more
     */
    record OfIdentifier(String documentId, IdentifierKey key, List<UserId> holders) implements ReplicaConflict {
        public OfIdentifier {
            holders = List.copyOf(holders);
        }

        /** Without the identifier, which is personal data. */
        @Override
        public String toString() {
            return "OfIdentifier[" + holders.stream().map(UserId::value).collect(Collectors.joining(", ")) + "]";
        }
    }

    /** A record that needs no choice: {@code Replicas.settleRecords()} merges it. */
    record OfRecord(String documentId) implements ReplicaConflict {}

    /** A user with a version that this library cannot read. */
    record Unreadable(String documentId) implements ReplicaConflict {}
}

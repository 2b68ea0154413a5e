package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.conflict.MergeResult;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.ResolveResult;
import io.keyholder.adapters.couchdb.conflict.UserPart;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.record.RecordConflictResolver;
import io.keyholder.adapters.couchdb.internal.replica.IdentifierConflictResolver;
import io.keyholder.adapters.couchdb.internal.replica.UserMerge;
import io.keyholder.adapters.couchdb.internal.user.UserWrites;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.adapters.couchdb.internal.view.UserRows;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds and resolves what replicas of a database changed while they were apart. CouchDB keeps all versions and shows
 * one, the same on every replica; nothing is lost until someone merges.
 *
 * <p>The rules: of tokens the newest of each name wins, and a revoked one stays revoked; all else of a user is chosen
 * by the host, part by part; an identifier stays with the user that the host names; records about logging in,
 * invitations and keys merge by themselves, always to the side that lets in less. A user purged on one replica and
 * changed on another is there. Merge on one replica, let it replicate, then run {@link Adoption} as an audit: what
 * replicas did at the same moment may need it.
 */
public final class Replicas {
    private final Database database;
    private final SharedUsers shared;
    private final String designId;
    private final UserMerge merge;
    private final IdentifierConflictResolver identifiers;
    private final RecordConflictResolver records;

    Replicas(
            Database database,
            SharedUsers shared,
            String designId,
            Reservations reservations,
            UnreservedUsers neighbourhood,
            EventIntents announcements,
            UserWrites writes,
            RecordConflictResolver records) {
        this.database = database;
        this.shared = shared;
        this.designId = designId;
        this.merge = new UserMerge(database, shared, writes, reservations, neighbourhood, announcements);
        this.identifiers = new IdentifierConflictResolver(database, shared, writes, reservations);
        this.records = records;
    }

    /**
     * Up to {@code limit} conflicts, in ascending order of their documents' ids, that come after this id. Paging
     * through to an empty page shows every conflict that exists throughout.
     *
     * @param after where the page before ended; absent for the first page
     * @param limit 1 to {@value PageRequest#MAX_LIMIT}
     */
    public List<ReplicaConflict> conflicts(Optional<String> after, int limit) {
        int checkedLimit = PageRequest.first(limit).limit();
        Deadline deadline = database.deadline();
        List<ReplicaConflict> conflicts = new ArrayList<>();
        Optional<String> last = after;
        boolean isMore = true;
        while (isMore && conflicts.size() < checkedLimit) {
            int wanted = checkedLimit - conflicts.size();
            UserRows rows = new UserPages(database, designId).read(DesignDocument.CONFLICTS, last, wanted, deadline);
            for (Document document : rows.documents()) {
                conflict(document, deadline).ifPresent(conflicts::add);
            }
            isMore = rows.count() == wanted;
            last = rows.lastId();
        }
        return List.copyOf(conflicts);
    }

    /**
     * Makes one version of a user: of each part that differs the chosen version's, of the tokens the newest.
     *
     * @param choices for each differing part the revision of one of the versions; for others it is not needed
     * @throws IllegalArgumentException when a choice names none of the versions
     */
    public MergeResult merge(ReplicaConflict.OfUser conflict, Map<UserPart, Revision> choices) {
        return merge.merge(conflict, Map.copyOf(choices), database.deadline());
    }

    /**
     * Leaves an identifier to one of the users that hold it. The others lose it, and keep their other identifiers.
     *
     * @throws IllegalArgumentException when the keeper is none of the holders
     */
    public ResolveResult settle(ReplicaConflict.OfIdentifier conflict, UserId keeper) {
        return identifiers.settle(conflict, keeper, database.deadline());
    }

    /** Merges all that needs no choice; each by itself, with a deadline of its own. Returns how many. */
    public long settleRecords() {
        long settled = 0;
        Optional<String> last = Optional.empty();
        List<ReplicaConflict> page;
        do {
            page = conflicts(last, 1_000);
            for (ReplicaConflict conflict : page) {
                if (conflict instanceof ReplicaConflict.OfRecord && settle(conflict.documentId())) {
                    settled++;
                }
                last = Optional.of(conflict.documentId());
            }
        } while (!page.isEmpty());
        return settled;
    }

    private boolean settle(String id) {
        Deadline deadline = database.deadline();
        return id.startsWith(Reservation.PREFIX)
                ? identifiers.settleUncontested(id, deadline)
                : records.settle(id, deadline);
    }

    private Optional<ReplicaConflict> conflict(Document document, Deadline deadline) {
        Versions found = database.versions(document.id(), deadline);
        database.tidy(found, deadline);
        List<Document> versions = found.live();
        if (versions.size() < 2) {
            return Optional.empty();
        }
        if (document.id().startsWith(Reservation.PREFIX)) {
            return Optional.of(ofIdentifier(document.id(), versions, deadline));
        }
        List<Document> users = versions.stream().filter(UserForm::isUser).toList();
        if (users.size() < 2) {
            return Optional.of(new ReplicaConflict.OfRecord(document.id()));
        }
        try {
            return Optional.of(new ReplicaConflict.OfUser(
                    users.stream().map(user -> shared.read(user, deadline)).toList()));
        } catch (StoreCorruptException damaged) {
            return Optional.of(new ReplicaConflict.Unreadable(document.id()));
        }
    }

    private ReplicaConflict ofIdentifier(String id, List<Document> versions, Deadline deadline) {
        List<User> holders = identifiers.holders(id, versions, deadline);
        Optional<IdentifierKey> key = holders.stream()
                .flatMap(user -> user.identifiers().keys().stream())
                .filter(held -> Reservation.id(held).equals(id))
                .findFirst();
        return key.isPresent() && holders.size() > 1
                ? new ReplicaConflict.OfIdentifier(
                        id, key.get(), holders.stream().map(User::id).collect(Collectors.toList()))
                : new ReplicaConflict.OfRecord(id);
    }
}

package io.keyholder.adapters.couchdb.internal.replica;

import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.ResolveResult;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.user.UserWrites;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Settles whose an identifier is that several reservations name. First the shown reservation is made to name the
 * keeper, who holds the identifier, so that no one else can take it; then the others lose it; last their reservations
 * go, so that a process that dies on the way leaves a conflict that is still listed.
 */
public final class IdentifierConflictResolver {
    private final Database database;
    private final SharedUsers shared;
    private final UserWrites writes;
    private final Reservations reservations;

    public IdentifierConflictResolver(
            Database database, SharedUsers shared, UserWrites writes, Reservations reservations) {
        this.database = database;
        this.shared = shared;
        this.writes = writes;
        this.reservations = reservations;
    }

    /** Whom these reservations name, as far as they hold the identifier; whom the shown one names comes first. */
    public List<User> holders(String reservationId, List<Document> versions, Deadline deadline) {
        Set<String> owners = new LinkedHashSet<>();
        versions.forEach(version -> owners.add(Reservation.owner(version)));
        List<User> holders = new ArrayList<>();
        owners.forEach(owner -> shared.stored(database.versions(owner, deadline), deadline)
                .map(StoredUser::user)
                .filter(user -> HeldIdentifiers.of(user).stream()
                        .anyMatch(key -> Reservation.id(key).equals(reservationId)))
                .ifPresent(holders::add));
        return holders;
    }

    public ResolveResult settle(ReplicaConflict.OfIdentifier conflict, UserId keeper, Deadline deadline) {
        if (!conflict.holders().contains(keeper)) {
            throw new IllegalArgumentException("the keeper is none of the holders");
        }
        Versions found = database.versions(conflict.documentId(), deadline);
        List<Document> versions = found.live();
        List<User> holders = holders(conflict.documentId(), versions, deadline);
        List<User> losers =
                holders.stream().filter(user -> !user.id().equals(keeper)).toList();
        if (versions.size() < 2 || holders.size() != losers.size() + 1) {
            return new ResolveResult.Changed();
        }
        for (User loser : losers) {
            if (without(loser.identifiers(), conflict.key()).isEmpty()) {
                return new ResolveResult.NeedsAnotherIdentifier(loser.id());
            }
        }
        PendingDocument kept =
                Reservation.draft(conflict.key(), Optional.of(versions.get(0).revision()), keeper);
        if (!(database.replace(kept, found.liveRevisions(), deadline) instanceof Written)) {
            return new ResolveResult.Changed();
        }
        for (User loser : losers) {
            if (!loses(loser, conflict.key(), deadline)) {
                return new ResolveResult.Changed();
            }
        }
        database.removeVersions(versions.subList(1, versions.size()), deadline);
        return new ResolveResult.Settled();
    }

    /** Settles a conflict in which one user at most holds the identifier; false when it is none any more. */
    public boolean settleUncontested(String reservationId, Deadline deadline) {
        Versions found = database.versions(reservationId, deadline);
        List<Document> versions = found.live();
        List<User> holders = holders(reservationId, versions, deadline);
        if (versions.size() < 2 || holders.size() > 1) {
            return false;
        }
        for (User holder : holders) {
            List<IdentifierKey> key = HeldIdentifiers.of(holder).stream()
                    .filter(held -> Reservation.id(held).equals(reservationId))
                    .toList();
            if (!reservations.take(key, holder.id(), deadline).isComplete()) {
                return false;
            }
        }
        return !holders.isEmpty() || reservations.removeAbandoned(reservationId, found, deadline);
    }

    private boolean loses(User loser, IdentifierKey key, Deadline deadline) {
        Optional<LoginIdentifiers> rest = without(loser.identifiers(), key);
        return rest.isPresent()
                && writes.update(
                                loser.withIdentifiers(rest.get()),
                                loser.revision().orElseThrow(),
                                deadline)
                        instanceof UpdateOutcome.Updated;
    }

    /** The identifiers but for those that this key is of; absent when none is left. */
    private static Optional<LoginIdentifiers> without(LoginIdentifiers identifiers, IdentifierKey key) {
        Predicate<String> isOther = written -> !IdentifierKey.of(written).equals(key);
        Optional<String> login = identifiers.login().filter(isOther);
        Optional<String> email = identifiers.email().filter(isOther);
        Optional<String> phone = identifiers.mobilePhone().filter(isOther);
        return login.isPresent() || email.isPresent() || phone.isPresent()
                ? Optional.of(new LoginIdentifiers(login, email, phone))
                : Optional.empty();
    }
}

package io.keyholder.adapters.couchdb;

import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.domain.identity.UserId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of one user that other servers save too. Immutable.
 *
 * @param user the user
 * @param changes what another server changed since this library wrote the user
 * @param restricted the members that other servers take for more than they are; none in what this library published
 * @param unreadable the members on which the reader of a named generation fails; without generations that read all
 * @param isReadable whether this library can read the user; nothing is written for one that it cannot
 */
public record SharedUserReport(
        UserId user,
        List<ForeignChange> changes,
        List<String> restricted,
        Map<IcureGeneration, List<String>> unreadable,
        boolean isReadable) {
    public SharedUserReport {
        changes = List.copyOf(changes);
        restricted = List.copyOf(restricted);
        Map<IcureGeneration, List<String>> copy = new EnumMap<>(IcureGeneration.class);
        unreadable.forEach((generation, members) -> copy.put(generation, List.copyOf(members)));
        unreadable = Collections.unmodifiableMap(copy);
    }

    /** Whether a change waits for an administrator. */
    public boolean isUnsettled() {
        return changes.stream().anyMatch(change -> change.kind() == Kind.WITHHELD || change.kind() == Kind.UNCLEAR);
    }

    /** Whether there is something to report. */
    public boolean isFlawed() {
        return !isReadable || !changes.isEmpty() || !restricted.isEmpty() || !unreadable.isEmpty();
    }

    /** The user alone: members may be the host's names. */
    @Override
    public String toString() {
        return "SharedUserReport[" + user + "]";
    }
}

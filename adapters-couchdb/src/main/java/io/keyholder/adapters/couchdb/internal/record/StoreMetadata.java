package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.documents.neighbour.AcceptedDifference;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.ports.persistence.StoreVersionException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The document that records how a database is laid out, and how far its users are adopted.
 *
 * @param revision its revision; absent when it is not stored yet
 * @param isAdopted whether every identifier of every user is reserved under its present key
 * @param after the last user that an unfinished adoption looked at; absent when there is none
 * @param isFlawed whether that unfinished adoption found flaws
 * @param neighbours the iCure servers that write the database too, as the last host named them
 */
public record StoreMetadata(
        Optional<String> revision, boolean isAdopted, Optional<String> after, boolean isFlawed, Neighbours neighbours) {
    public static final String ID = "keyholder;store";
    private static final String KIND = "store";
    private static final String LAYOUT = "1";
    private static final String ADOPTED = "adopted";
    private static final String AFTER = "after";
    private static final String FLAWS = "flaws";
    private static final String NEIGHBOURS = "neighbours";
    private static final String ACCEPTED = "accepted";
    private static final String FOLDING = "folding";
    private static final String CURRENT_FOLDING = Integer.toString(IdentifierKey.FOLDING_VERSION);

    /** The stored one; absent when there is none. */
    public static Optional<StoreMetadata> read(Database database, Deadline deadline) {
        return RecordConflictResolver.narrowest(database.versions(ID, deadline).live())
                .map(StoreMetadata::of);
    }

    /** One that is not stored yet. */
    public static StoreMetadata first(boolean isAdopted) {
        return new StoreMetadata(Optional.empty(), isAdopted, Optional.empty(), false, Neighbours.NONE);
    }

    /** The same, every identifier reserved. */
    public StoreMetadata adopted() {
        return new StoreMetadata(revision, true, Optional.empty(), false, neighbours);
    }

    /** The same, adopted as far as this user. */
    public StoreMetadata foundAfter(Optional<String> user, boolean isFlawedSoFar) {
        return new StoreMetadata(revision, false, user, isFlawedSoFar, neighbours);
    }

    /** The same beside these servers. */
    public StoreMetadata beside(Neighbours others) {
        return new StoreMetadata(revision, isAdopted, after, isFlawed, others);
    }

    /** Stores it; false when another was stored meanwhile. */
    public boolean store(Database database, Deadline deadline) {
        Versions stored = database.versions(ID, deadline);
        return stored.shown().map(Document::revision).equals(revision)
                && database.replaceAll(draft(), stored, deadline) instanceof Written;
    }

    /** The document to be stored in the place of the one it was read from. */
    PendingDocument draft() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("layout", LAYOUT);
        members.put("users", isAdopted ? ADOPTED : "found");
        members.put(FOLDING, CURRENT_FOLDING);
        after.ifPresent(user -> members.put(AFTER, user));
        if (isFlawed) {
            members.put(FLAWS, "found");
        }
        if (neighbours.isPresent()) {
            members.put(NEIGHBOURS, names(neighbours.generations()));
            members.put(ACCEPTED, names(neighbours.accepted()));
        }
        return OwnDocument.draft(ID, revision, KIND, members);
    }

    /** What was adopted under another folding is adopted anew, from the first user on. */
    static StoreMetadata of(Document document) {
        Map<String, String> members = Documents.strings(document.json());
        if (!LAYOUT.equals(members.get("layout"))) {
            throw new StoreVersionException(
                    "a later version of this library laid out the database; update the library", null);
        }
        if (!CURRENT_FOLDING.equals(members.get(FOLDING))) {
            return new StoreMetadata(
                    Optional.of(document.revision()), false, Optional.empty(), false, neighbours(members));
        }
        return new StoreMetadata(
                Optional.of(document.revision()),
                ADOPTED.equals(members.get("users")),
                Optional.ofNullable(members.get(AFTER)),
                members.containsKey(FLAWS),
                neighbours(members));
    }

    private static Neighbours neighbours(Map<String, String> members) {
        return new Neighbours(
                values(IcureGeneration.class, members.getOrDefault(NEIGHBOURS, "")),
                values(AcceptedDifference.class, members.getOrDefault(ACCEPTED, "")));
    }

    private static String names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    /** Names that a later version wrote are passed over. */
    private static <E extends Enum<E>> Set<E> values(Class<E> type, String names) {
        Set<String> named = Set.of(names.split(",", -1));
        return EnumSet.allOf(type).stream()
                .filter(value -> named.contains(value.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }
}

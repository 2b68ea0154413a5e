package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.WriteOutcome.Written;
import io.keyholder.ports.persistence.StoreVersionException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The document that says how a database is laid out, and how far its users are adopted.
 *
 * @param revision its revision; absent when it is not stored yet
 * @param isAdopted whether every identifier of every user is reserved
 * @param after the last user that an unfinished adoption looked at; absent when there is none
 * @param isFlawed whether that unfinished adoption found flaws
 */
record StoreMark(Optional<String> revision, boolean isAdopted, Optional<String> after, boolean isFlawed) {
    static final String ID = "keyholder;store";
    private static final String KIND = "store";
    private static final String LAYOUT = "1";
    private static final String ADOPTED = "adopted";
    private static final String AFTER = "after";
    private static final String FLAWS = "flaws";

    /** The stored one; absent when there is none. */
    static Optional<StoreMark> read(Database database, Deadline deadline) {
        return RecordSettlement.narrowest(database.versions(ID, deadline).live())
                .map(StoreMark::of);
    }

    /** One that is not stored yet. */
    static StoreMark first(boolean isAdopted) {
        return new StoreMark(Optional.empty(), isAdopted, Optional.empty(), false);
    }

    /** The same, every identifier reserved. */
    StoreMark adopted() {
        return new StoreMark(revision, true, Optional.empty(), false);
    }

    /** The same, adopted as far as this user. */
    StoreMark foundAfter(Optional<String> user, boolean isFlawedSoFar) {
        return new StoreMark(revision, false, user, isFlawedSoFar);
    }

    /** Stores it; false when another was stored meanwhile. */
    boolean store(Database database, Deadline deadline) {
        Versions stored = database.versions(ID, deadline);
        return stored.shown().map(Document::revision).equals(revision)
                && database.replaceAll(draft(), stored, deadline) instanceof Written;
    }

    /** The document to be stored in the place of the one it was read from. */
    Draft draft() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("layout", LAYOUT);
        members.put("users", isAdopted ? ADOPTED : "found");
        after.ifPresent(user -> members.put(AFTER, user));
        if (isFlawed) {
            members.put(FLAWS, "found");
        }
        return OwnDocument.draft(ID, revision, KIND, members);
    }

    static StoreMark of(Document document) {
        Map<String, String> members = Documents.strings(document.json());
        if (!LAYOUT.equals(members.get("layout"))) {
            throw new StoreVersionException(
                    "a later version of this library laid out the database; update the library", null);
        }
        return new StoreMark(
                Optional.of(document.revision()),
                ADOPTED.equals(members.get("users")),
                Optional.ofNullable(members.get(AFTER)),
                members.containsKey(FLAWS));
    }
}

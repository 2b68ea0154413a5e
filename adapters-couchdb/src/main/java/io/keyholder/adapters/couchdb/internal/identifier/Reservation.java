package io.keyholder.adapters.couchdb.internal.identifier;

import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.util.Map;
import java.util.Optional;

/** The document that names the user of an identifier; its id derives from the comparison key. */
public final class Reservation {
    /** What the ids of all reservations begin with. */
    public static final String PREFIX = "keyholder;identifier;";

    private static final String KIND = "reservation";
    private static final String OWNER = "user";

    private Reservation() {}

    public static String id(IdentifierKey key) {
        return PREFIX + Digest.of(key.value());
    }

    public static PendingDocument draft(IdentifierKey key, Optional<String> base, UserId owner) {
        return OwnDocument.draft(id(key), base, KIND, Map.of(OWNER, owner.value()));
    }

    /** The id of the user that a reservation names. */
    public static String owner(Document reservation) {
        String owner = Documents.strings(reservation.json()).get(OWNER);
        if (owner == null || !OwnDocument.isOfKind(reservation, KIND)) {
            throw new StoreCorruptException("the reservation " + reservation.id() + " is unreadable", null);
        }
        return owner;
    }
}

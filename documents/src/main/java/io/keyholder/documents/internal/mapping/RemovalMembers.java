package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.lossless.MomentForm;
import java.time.Instant;
import java.util.Optional;

/**
 * The members by which documents mark a user, a token or a property as removed: {@code deleted} on disk,
 * {@code deletionDate} in REST, {@code endOfLife} in other iCure entities, and {@code _deleted} in CouchDB. The
 * earliest moment counts; a value that is no moment counts as long ago, except {@code null} and {@code false}. In a
 * user or property {@code deleted: 0} is no removal, as in iCure's servers and views.
 */
public final class RemovalMembers {
    static final String TOMBSTONE = "_deleted";

    private static final String ON_DISK = "deleted";
    private static final String[] NAMES = {ON_DISK, "deletionDate", "endOfLife"};

    private RemovalMembers() {}

    /** The names, of which the first one is written. */
    public static String[] names() {
        return NAMES.clone();
    }

    /** Since when a user or property is removed; absent when it is not. */
    public static Optional<Instant> read(JsonObject source) {
        return earliest(source, isZero(source));
    }

    /** Since when a token is removed, which any of the members ends; absent when it is not. */
    static Optional<Instant> ofToken(JsonObject source) {
        return earliest(source, false);
    }

    private static Optional<Instant> earliest(JsonObject source, boolean isUndeletedOnDisk) {
        Optional<Instant> earliest = Optional.empty();
        for (String name : NAMES) {
            Optional<Instant> moment =
                    isUndeletedOnDisk && name.equals(ON_DISK) ? Optional.empty() : barrier(source, name);
            boolean isEarlier =
                    moment.isPresent() && (earliest.isEmpty() || moment.get().isBefore(earliest.get()));
            earliest = isEarlier ? moment : earliest;
        }
        return earliest;
    }

    private static boolean isZero(JsonObject source) {
        return source.number(ON_DISK)
                .flatMap(JsonNumber::asDecimal)
                .filter(value -> value.signum() == 0)
                .isPresent();
    }

    /**
     * The moment of a member that ends something; long ago when it is neither a moment, {@code null} nor {@code false}.
     */
    public static Optional<Instant> barrier(JsonObject source, String name) {
        return source.value(name).filter(json -> json != JsonBoolean.FALSE).map(RemovalMembers::momentOrLongAgo);
    }

    /** Whether the object is what CouchDB keeps of a removed document. */
    public static boolean isTombstone(JsonObject source) {
        return source.value(TOMBSTONE).filter(json -> json != JsonBoolean.FALSE).isPresent();
    }

    private static Instant momentOrLongAgo(Json json) {
        return MomentForm.MOMENT.read(json).orElse(Instant.EPOCH);
    }
}

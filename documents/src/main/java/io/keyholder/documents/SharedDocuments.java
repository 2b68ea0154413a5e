package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.neighbour.GenerationReader;
import io.keyholder.documents.internal.neighbour.Published;
import io.keyholder.documents.internal.neighbour.Stamp;
import io.keyholder.documents.internal.neighbour.ThreeWayMerge;
import io.keyholder.documents.internal.neighbour.Unclear;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.MergedUser;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.user.User;
import java.util.List;
import java.util.Optional;

/**
 * User documents that live iCure servers read and save too (FORMATS section 11). A document is <em>published</em>: it
 * holds what those servers can read, and evaluate as this library does; everything else stands in a member of our own,
 * {@value Stamp#MEMBER}, which they ignore. That member also holds a digest of the rest, so that a reader sees whether
 * another writer saved the document since. Stateless and thread-safe.
 */
public final class SharedDocuments {
    /** The name of the member of our own. */
    public static final String MARK = Stamp.MEMBER;

    private SharedDocuments() {}

    /**
     * The document to store for a document of {@link UserDocuments#write}. Each named generation reads it without
     * failing.
     *
     * @throws DocumentException when it is no user document
     */
    public static String publish(String document, Neighbours neighbours) {
        return publish(document, neighbours, false);
    }

    /**
     * The same without password and tokens, for a user that is not to log in at those servers for a reason that stands
     * elsewhere.
     */
    public static String publishClosed(String document, Neighbours neighbours) {
        return publish(document, neighbours, true);
    }

    private static String publish(String document, Neighbours neighbours, boolean isClosed) {
        try {
            return JsonWriter.of(Published.of(object(document), neighbours, isClosed));
        } catch (JsonException tooLong) {
            throw DocumentException.ofText(tooLong.problem(), Optional.empty(), tooLong.isMalformed());
        }
    }

    /** Whether a document has our member, up to date or not. */
    public static boolean isMarked(String stored) {
        return stored.contains("\"" + Stamp.MEMBER + "\"");
    }

    /**
     * The document that was published; absent when another writer saved the stored one since, or when it was never
     * published.
     */
    public static Optional<String> original(String stored) {
        return isMarked(stored) ? Stamp.original(object(stored)).map(JsonWriter::of) : Optional.empty();
    }

    /**
     * The members of a document that other servers would take for more than they are, so that they are not published.
     *
     * @throws DocumentException when it is no user document
     */
    public static List<String> restricted(String document, Neighbours neighbours) {
        return Published.restricted(object(document), neighbours);
    }

    /** A document without our member. */
    public static String unmarked(String stored) {
        return isMarked(stored) ? JsonWriter.of(Stamp.without(object(stored))) : stored;
    }

    /**
     * Reads a document that another server saved.
     *
     * @param published the document as this library published it last
     * @param saved the document as it is stored now
     * @throws DocumentException when the saved document cannot be read
     */
    public static MergedUser merge(String published, String saved, Neighbours neighbours) {
        return merge(published, saved, neighbours, Long.MAX_VALUE);
    }

    /**
     * The same of a document that was saved so often at most. What one server dropped is then restored in more cases.
     *
     * @throws DocumentException when the saved document cannot be read
     */
    public static MergedUser merge(String published, String saved, Neighbours neighbours, long saves) {
        return new ThreeWayMerge(object(published), object(saved), neighbours, saves).result();
    }

    /** What of a user one server may have removed, or another one dropped; it does not count until it is settled. */
    public static List<ForeignChange> unclear(User user) {
        return List.copyOf(Unclear.changes(user));
    }

    /** Whether a document may hold something unclear. */
    public static boolean mayBeUnclear(String stored) {
        return stored.contains("\"" + Unclear.MEMBER + "\"");
    }

    /** The user with all that was unclear of it. */
    public static User withUnclear(User user) {
        return Unclear.restored(user);
    }

    /** The user without any of that. */
    public static User withoutUnclear(User user) {
        return Unclear.without(user);
    }

    /** The members on which the reader of a generation fails, or which it does not accept; empty when it reads all. */
    public static List<String> unreadableFor(IcureGeneration generation, String stored) {
        return GenerationReader.of(generation).failures(object(stored));
    }

    private static JsonObject object(String json) {
        try {
            Json parsed = StrictJson.parse(json);
            if (parsed instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException refused) {
            throw DocumentException.ofText(refused.problem(), Optional.empty(), refused.isMalformed());
        }
        throw DocumentException.of("is not an object");
    }
}

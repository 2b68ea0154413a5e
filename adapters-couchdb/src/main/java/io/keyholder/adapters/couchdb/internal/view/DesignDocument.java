package io.keyholder.adapters.couchdb.internal.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The views of this version of the library, in a design document whose name holds a digest of its content: another
 * version brings another document with an index of its own, so that neither disturbs the other's readers. iCure's
 * {@code _design/User} is never touched.
 *
 * @param id the id of the design document
 * @param json the whole document
 */
public record DesignDocument(String id, String json) {
    /** All users in the order of their ids, soft-deleted ones included; reduces to their number. */
    public static final String USERS = "users";

    /** Undeleted users by what their identifiers fold to, or by 0 when only Java can tell. */
    public static final String IDENTIFIERS = "identifiers";

    /** Documents that hold the id of a user that is being made. */
    public static final String PLACEHOLDERS = "placeholders";

    /** Public keys by the three forms of their fingerprints. */
    public static final String PUBLIC_KEYS = "publickeys";

    /** Documents of users and of ours that replication left in several versions, in the order of their ids. */
    public static final String CONFLICTS = "conflicts";

    /** Users by what they are found by, see {@code UserSearch}; reduces to the number of rows. */
    public static final String SEARCH = "search";

    /** So many hex digits of a term are kept at most. */
    public static final int TERM_DIGITS = 256;

    private static final int DIGEST_DIGITS = 16;

    /** The one of this version. */
    public static DesignDocument current() {
        ObjectNode content = Replies.newObject();
        content.put("language", "javascript");
        ObjectNode views = content.putObject("views");
        views.putObject(USERS).put("map", emittingIds(USERS)).put("reduce", "_count");
        views.putObject(IDENTIFIERS).put("map", function(IDENTIFIERS));
        views.putObject(CONFLICTS).put("map", emittingIds(CONFLICTS));
        views.putObject(PLACEHOLDERS).put("map", function(PLACEHOLDERS));
        views.putObject(PUBLIC_KEYS).put("map", function(PUBLIC_KEYS));
        views.putObject(SEARCH)
                .put(
                        "map",
                        function(SEARCH)
                                .replace("FOLDS", SearchFolds.table())
                                .replace("CUT", Integer.toString(TERM_DIGITS)))
                .put("reduce", "_count");
        String id = "_design/keyholder-" + Digest.of(Replies.text(content)).substring(0, DIGEST_DIGITS);
        return new DesignDocument(id, Replies.text(content.put("_id", id)));
    }

    public PendingDocument draft() {
        return new PendingDocument(id, Optional.empty(), json, stored -> true, false);
    }

    /** A view whose rows are in the order of ids; views cannot call each other, so what they share is put into each. */
    private static String emittingIds(String view) {
        return function(view).replace("EMIT_ID", function("emitid"));
    }

    private static String function(String view) {
        try (InputStream source = DesignDocument.class.getResourceAsStream(view + ".js")) {
            if (source == null) {
                throw new IllegalStateException("the library lacks its view " + view);
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the library's view " + view + " cannot be read", unreadable);
        }
    }
}

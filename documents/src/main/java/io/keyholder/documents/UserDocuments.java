package io.keyholder.documents;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.LeadingMember;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.lossless.Lossless;
import io.keyholder.documents.internal.mapping.CanonicalUsers;
import io.keyholder.documents.internal.mapping.RemovalMembers;
import io.keyholder.documents.internal.mapping.UserMapping;
import io.keyholder.documents.internal.stream.CouchReply;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads and writes one user document, losing nothing: what is read and written back unchanged gives an equal JSON
 * value, down to the spelling of its numbers; what is changed in between changes the members that say it, and nothing
 * else.
 *
 * <p>Refused are: what is not JSON or holds anything beyond one JSON value; a name given twice in an object at any
 * depth; what is no object, has no usable {@code _id}, names another type than a user, has a {@code _deleted}, or has
 * neither login, email nor mobile phone; more than {@value #MAX_DOCUMENT_BYTES} bytes; deeper nesting than
 * {@value #MAX_DEPTH}. Nothing else makes a document unreadable. Stateless and thread-safe.
 */
public final class UserDocuments {
    /** The longest document, in bytes of UTF-8: 16 MiB. */
    public static final int MAX_DOCUMENT_BYTES = StrictJson.MAX_LENGTH_BYTES;

    /** How deep arrays and objects may be nested. */
    public static final int MAX_DEPTH = StrictJson.MAX_DEPTH;

    private static final UserMapping MAPPING = new UserMapping();
    private static final Lossless<User> LOSSLESS = new Lossless<>(MAPPING);

    private UserDocuments() {}

    /**
     * The user that a document describes, at the revision it names.
     *
     * @throws DocumentException when the document is refused
     */
    public static User read(String json) {
        return readObject(json);
    }

    /** The user of a document, or of a row or change of CouchDB that holds the document. */
    static User readRow(String json) {
        Optional<String> document =
                parse(json) instanceof JsonObject row ? CouchReply.documentIn(row) : Optional.empty();
        return readObject(document.orElse(json));
    }

    /** As {@link #readRow(String)}, from UTF-8. */
    static User readRow(byte[] utf8) {
        return CanonicalUsers.read(utf8).orElseGet(() -> readRow(decode(utf8)));
    }

    private static User readObject(String json) {
        if (parse(json) instanceof JsonObject source) {
            return LOSSLESS.keeping(source, MAPPING.readUser(source));
        }
        throw DocumentException.of("is not an object");
    }

    /**
     * The user that a document in UTF-8 describes, at the revision it names. A byte order mark is skipped.
     *
     * @throws DocumentException when the document is refused
     */
    public static User read(byte[] utf8) {
        return CanonicalUsers.read(utf8).orElseGet(() -> read(decode(utf8)));
    }

    /**
     * The document of a user, on one line; with a {@code _rev} when the user has a revision.
     *
     * @throws DocumentException when {@link #read(String)} would refuse it: the user is too large, or holds malformed
     *     text or unknown members that are no JSON
     */
    public static String write(User user) {
        return written(user, JsonWriter::of);
    }

    /**
     * The same as {@link #write}, in UTF-8.
     *
     * @throws DocumentException as {@link #write} does
     */
    public static byte[] writeUtf8(User user) {
        return written(user, JsonWriter::utf8);
    }

    private static <T> T written(User user, Function<JsonObject, T> form) {
        try {
            JsonObject document = LOSSLESS.write(user);
            if (RemovalMembers.isTombstone(document)) {
                throw DocumentException.of(user.id(), "would remove the user: an unknown member is named '_deleted'");
            }
            return form.apply(document);
        } catch (JsonException unwritable) {
            throw DocumentException.ofText(
                    unwritable.problem(), Optional.of(user.id().value()), unwritable.isMalformed());
        }
    }

    private static String decode(byte[] utf8) {
        try {
            return StrictJson.decode(utf8);
        } catch (JsonException refused) {
            throw DocumentException.ofText(refused.problem(), Optional.empty(), refused.isMalformed());
        }
    }

    private static Json parse(String json) {
        try {
            return StrictJson.parse(json);
        } catch (JsonException refused) {
            throw DocumentException.ofText(
                    refused.problem(), LeadingMember.find(json, UserMapping.ID), refused.isMalformed());
        }
    }
}

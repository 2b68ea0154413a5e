package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonNull;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our member of a published document: the members that differ from the original, as text, and a digest over the rest.
 * The digest covers neither the revision nor what CouchDB itself changes.
 */
public final class Stamp {
    /** The name of the member. */
    public static final String MEMBER = "keyholder-own";

    private static final String DIGEST = "digest";
    private static final String MEMBERS = "members";

    private Stamp() {}

    /** The published members with the stamp that leads back to the original. */
    static JsonObject stamped(JsonObject original, Map<String, Json> published) {
        Map<String, Json> apart = new LinkedHashMap<>();
        original.members().forEach((name, value) -> {
            if (!value.equals(published.get(name))) {
                apart.put(name, new JsonString(JsonWriter.of(value)));
            }
        });
        published.forEach((name, value) -> {
            if (!original.members().containsKey(name)) {
                apart.put(name, JsonNull.NULL);
            }
        });
        JsonObject members = new JsonObject(apart);
        JsonObject own = new JsonObjectBuilder()
                .putText(DIGEST, digest(new JsonObject(published), members))
                .put(MEMBERS, members)
                .build();
        return new JsonObject(published).plus(Map.of(MEMBER, own));
    }

    /** The original of a published document; absent when it was changed since. */
    public static Optional<JsonObject> original(JsonObject stored) {
        return stored.value(MEMBER)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .flatMap(own -> own.value(MEMBERS)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(members -> own.text(DIGEST).equals(Optional.of(digest(without(stored), members))))
                        .flatMap(members -> restored(without(stored), members)));
    }

    /** A document without our member. */
    public static JsonObject without(JsonObject stored) {
        Map<String, Json> rest = new LinkedHashMap<>(stored.members());
        rest.remove(MEMBER);
        return new JsonObject(rest);
    }

    private static Optional<JsonObject> restored(JsonObject published, JsonObject members) {
        Map<String, Json> original = new LinkedHashMap<>(published.members());
        try {
            members.members().forEach((name, value) -> {
                if (value instanceof JsonString text) {
                    original.put(name, StrictJson.parse(text.value()));
                } else {
                    original.remove(name);
                }
            });
        } catch (JsonException damaged) {
            return Optional.empty();
        }
        return Optional.of(new JsonObject(original));
    }

    private static String digest(JsonObject published, JsonObject members) {
        Map<String, Json> covered = new TreeMap<>();
        published.members().forEach((name, value) -> {
            if (name.equals("_id") || !name.startsWith("_")) {
                covered.put(name, value);
            }
        });
        return Sha256.hex(JsonWriter.of(sorted(new JsonObject(covered))) + JsonWriter.of(sorted(members)));
    }

    /** Servers keep no order of members. */
    private static Json sorted(Json json) {
        if (json instanceof JsonObject object) {
            Map<String, Json> members = new TreeMap<>();
            object.members().forEach((name, value) -> members.put(name, sorted(value)));
            return new JsonObject(members);
        }
        return json instanceof JsonArray array
                ? new JsonArray(array.elements().stream().map(Stamp::sorted).toList())
                : json;
    }
}

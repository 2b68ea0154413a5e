package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.domain.document.PreservedJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a stored object differed from the one that this version writes for the same value: the parsed form of
 * {@link PreservedJson}. Immutable.
 */
final class StoredForm {
    private final Map<String, Json> unknown = new LinkedHashMap<>();
    private final Map<String, Json> known = new LinkedHashMap<>();
    private final Set<String> absent = new LinkedHashSet<>();

    private StoredForm() {}

    /**
     * Parses what a value carries.
     *
     * @throws io.keyholder.documents.internal.json.JsonException when it is no acceptable JSON
     */
    static StoredForm of(PreservedJson kept, KnownMembers knownMembers) {
        StoredForm spelling = new StoredForm();
        kept.jsonByName().forEach((name, json) -> {
            if (!knownMembers.isAlwaysRespelled(name)) {
                (knownMembers.contains(name) ? spelling.known : spelling.unknown).put(name, StrictJson.parse(json));
            }
        });
        kept.absentNames().stream()
                .filter(name -> !knownMembers.isAlwaysRespelled(name))
                .forEach(spelling.absent::add);
        return spelling;
    }

    /** What has to be kept of {@code source} so that it can be told from {@code canonical}. */
    static PreservedJson difference(JsonObject source, JsonObject canonical, KnownMembers knownMembers) {
        Map<String, String> kept = new LinkedHashMap<>();
        source.members().forEach((name, json) -> {
            if (!json.equals(canonical.members().get(name)) && !knownMembers.isAlwaysRespelled(name)) {
                kept.put(name, JsonWriter.of(json));
            }
        });
        Set<String> absent = new LinkedHashSet<>();
        canonical.members().keySet().stream()
                .filter(name -> !source.members().containsKey(name))
                .forEach(absent::add);
        return PreservedJson.of(kept, absent);
    }

    /** The members that the mapping gives no meaning to. */
    Map<String, Json> unknown() {
        return unknown;
    }

    /** Whether every known member was spelled as this version does. */
    boolean isCanonical() {
        return known.isEmpty() && absent.isEmpty();
    }

    /** The object with every known member as it was stored. */
    JsonObject applyAll(JsonObject object) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.putAll(known);
        members.keySet().removeAll(absent);
        return new JsonObject(members);
    }

    /** Whether one of these members was spelled in another way. */
    boolean concerns(Set<String> names) {
        return names.stream().anyMatch(name -> known.containsKey(name) || absent.contains(name));
    }

    /** The object with these members as they were stored. */
    JsonObject apply(JsonObject object, Set<String> names) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        for (String name : names) {
            Optional.ofNullable(known.get(name)).ifPresent(stored -> members.put(name, stored));
            if (absent.contains(name)) {
                members.remove(name);
            }
        }
        return new JsonObject(members);
    }

    /** The object with what these members said beyond what is understood. */
    JsonObject carryOver(JsonObject object, Set<String> names, KnownMembers knownMembers) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        for (String name : names) {
            Optional.ofNullable(known.get(name))
                    .flatMap(stored -> knownMembers.shape(name).carryOver(stored, object.get(name)))
                    .ifPresent(merged -> members.put(name, merged));
        }
        return new JsonObject(members);
    }
}

package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which part of a stored value is understood; the rest of it outlives a change. Stateless. */
@FunctionalInterface
public interface MergeRule {
    /** Understood as a whole, or not at all: nothing outlives a change. */
    MergeRule WHOLE = (old, fresh) -> fresh;

    /**
     * The new value with what the old one said beyond what is understood.
     *
     * @param fresh absent when the new state has no such member
     */
    Optional<Json> carryOver(Json old, Optional<Json> fresh);

    /** A list, of which the elements that fail this test stay where they were, counted in the others. */
    static MergeRule list(Predicate<Json> understood) {
        return (old, fresh) -> old instanceof JsonArray before && fresh.orElse(null) instanceof JsonArray after
                ? Optional.of(interleave(before.elements(), after.elements(), understood))
                : fresh;
    }

    /** A map, of which the entries that fail this test stay, unless they were replaced. */
    static MergeRule map(BiPredicate<String, Json> understood, MergeRule values) {
        return (old, fresh) -> old instanceof JsonObject before && fresh.orElse(null) instanceof JsonObject after
                ? Optional.of(merge(before, after, understood, values))
                : fresh;
    }

    /** An object, of which the members that are not known stay. */
    static MergeRule object(KnownMembers known) {
        return (old, fresh) -> old instanceof JsonObject before
                ? Optional.<Json>of(merge(before, members(fresh), (name, json) -> known.contains(name), WHOLE))
                        .filter(merged -> fresh.isPresent() || !merged.equals(JsonObject.EMPTY))
                : fresh;
    }

    private static JsonObject members(Optional<Json> json) {
        return json.orElse(null) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static JsonArray interleave(List<Json> before, List<Json> after, Predicate<Json> understood) {
        List<Json> all = new ArrayList<>();
        int next = 0;
        for (Json element : before) {
            if (!understood.test(element)) {
                all.add(element);
            } else if (next < after.size()) {
                all.add(after.get(next++));
            }
        }
        all.addAll(after.subList(next, after.size()));
        return new JsonArray(all);
    }

    private static JsonObject merge(
            JsonObject before, JsonObject after, BiPredicate<String, Json> understood, MergeRule values) {
        Map<String, Json> all = new LinkedHashMap<>(after.members());
        before.members().forEach((name, json) -> {
            if (after.get(name).isPresent()) {
                values.carryOver(json, after.get(name)).ifPresent(merged -> all.put(name, merged));
            } else if (!understood.test(name, json)) {
                all.put(name, json);
            }
        });
        return new JsonObject(all);
    }
}

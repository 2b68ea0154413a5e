package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonNull;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a typed reader accepts of a value. */
interface Fit {
    /** Later and earlier moments are rounded by CouchDB, beyond what the servers read. */
    BigDecimal GREATEST_MOMENT = BigDecimal.valueOf(1L << 53);

    /** Any text. */
    Fit TEXT = only(JsonString.class::isInstance);

    /** True or false. */
    Fit FLAG = only(JsonBoolean.class::isInstance);

    /** Any object. */
    Fit OBJECT = only(JsonObject.class::isInstance);

    /** Milliseconds since 1970. */
    Fit MOMENT = only(Fit::isMoment);

    /** A finite number. */
    Fit DECIMAL =
            only(json -> json instanceof JsonNumber number && number.asDouble().isPresent());

    /** The part of a value that the reader accepts; absent when there is none. */
    Optional<Json> of(Json json);

    /** Whether the reader accepts all of a value. */
    default boolean accepts(Json json) {
        return of(json).filter(json::equals).isPresent();
    }

    static Fit only(Predicate<Json> isAccepted) {
        return json -> Optional.of(json).filter(isAccepted);
    }

    /** One of these words. */
    static Fit words(Set<String> words) {
        return only(json -> json instanceof JsonString text && words.contains(text.value()));
    }

    /** A whole number up to this size. */
    static Fit whole(long greatest) {
        return only(json -> json instanceof JsonNumber number
                && number.literal().matches("-?[0-9]{1,19}")
                && number.asLong()
                        .filter(value -> value >= -greatest && value <= greatest)
                        .isPresent());
    }

    /** A list, without the elements that are not accepted as a whole. */
    static Fit list(Fit element) {
        return json -> json instanceof JsonArray array
                ? Optional.of(new JsonArray(
                        array.elements().stream().filter(element::accepts).toList()))
                : Optional.empty();
    }

    /** A map, without the entries that are not accepted as a whole. */
    static Fit map(Predicate<String> isKey, Fit value) {
        return json -> {
            if (!(json instanceof JsonObject entries)) {
                return Optional.empty();
            }
            Map<String, Json> accepted = new LinkedHashMap<>();
            entries.members().forEach((key, entry) -> {
                if (isKey.test(key) && value.accepts(entry)) {
                    accepted.put(key, entry);
                }
            });
            return Optional.of(new JsonObject(accepted));
        };
    }

    /** An object with these members, of which some are required. Other members are ignored by the reader. */
    static Fit object(Map<String, Fit> members, Set<String> required) {
        return only(json -> json instanceof JsonObject object
                && required.stream().allMatch(name -> object.value(name).isPresent())
                && members.entrySet().stream()
                        .allMatch(member -> object.get(member.getKey()).stream()
                                .allMatch(value -> member.getValue().accepts(value))));
    }

    /** What all of these accept. */
    static Fit all(List<Fit> fits) {
        return json -> {
            Optional<Json> rest = Optional.of(json);
            for (Fit fit : fits) {
                rest = rest.flatMap(fit::of);
            }
            return rest;
        };
    }

    /** The same, or {@code null}. */
    default Fit nullable() {
        return json -> json == JsonNull.NULL ? Optional.of(json) : of(json);
    }

    private static boolean isMoment(Json json) {
        return json instanceof JsonNumber number
                && number.asDecimal()
                        .filter(value -> value.abs().compareTo(GREATEST_MOMENT) < 0)
                        .isPresent();
    }
}

package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.domain.document.PreservedJson;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping made lossless: what it does not understand, and what it would spell in another way, rides on the value and
 * is written back.
 *
 * <p>A stored spelling is used as long as it still means the current value, which is decided by reading it again:
 * whatever is written reads as the value it was written for. Where it does not, this version's own spelling is used,
 * with those parts of the stored one that are not understood. Stateless.
 */
public final class Lossless<T> implements ValueCodec<T> {
    private final Mapping<T> mapping;

    public Lossless(Mapping<T> mapping) {
        this.mapping = mapping;
    }

    @Override
    public Optional<T> read(Json json) {
        return json instanceof JsonObject source ? readMembers(source) : Optional.empty();
    }

    @Override
    public JsonObject write(T value) {
        JsonObject canonical = mapping.write(value);
        PreservedJson kept = mapping.unknownMembers(value);
        return kept.isEmpty() ? canonical : respell(canonical, StoredForm.of(kept, mapping.known()));
    }

    /** The value carrying everything that the object it was read from said beyond it. */
    public T keeping(JsonObject source, T value) {
        return mapping.withUnknownMembers(value, StoredForm.difference(source, mapping.write(value), mapping.known()));
    }

    private Optional<T> readMembers(JsonObject source) {
        return mapping.read(source).map(value -> keeping(source, value));
    }

    private JsonObject respell(JsonObject canonical, StoredForm spelling) {
        JsonObject object = canonical.plus(spelling.unknown());
        if (spelling.isCanonical()) {
            return object;
        }
        JsonObject asStored = spelling.applyAll(object);
        return means(asStored, canonical) ? asStored : respellByGroup(object, canonical, spelling);
    }

    private JsonObject respellByGroup(JsonObject object, JsonObject canonical, StoredForm spelling) {
        JsonObject result = object;
        for (Set<String> group : mapping.known().groups()) {
            if (spelling.concerns(group)) {
                result = respell(result, canonical, spelling, group);
            }
        }
        return result;
    }

    private JsonObject respell(JsonObject object, JsonObject canonical, StoredForm spelling, Set<String> group) {
        JsonObject asStored = spelling.apply(object, group);
        if (means(asStored, canonical)) {
            return asStored;
        }
        JsonObject merged = spelling.carryOver(object, group, mapping.known());
        return means(merged, canonical) ? merged : object;
    }

    private boolean means(JsonObject object, JsonObject canonical) {
        return mapping.read(object)
                .map(mapping::write)
                .filter(canonical::equals)
                .isPresent();
    }
}

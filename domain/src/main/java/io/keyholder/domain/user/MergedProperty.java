package io.keyholder.domain.user;

import io.keyholder.domain.internal.Check;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Puts one property among others, by its identifier. */
final class MergedProperty {
    private MergedProperty() {}

    static void into(List<Property> properties, Property fresh) {
        int[] places = IntStream.range(0, properties.size())
                .filter(index -> fresh.identifier().isPresent()
                        && properties.get(index).identifier().equals(fresh.identifier())
                        && properties.get(index).deleted().isEmpty())
                .toArray();
        if (places.length == 0) {
            properties.add(fresh);
            return;
        }
        for (int place : places) {
            properties.set(place, merged(properties.get(place), fresh));
        }
    }

    private static Property merged(Property stored, Property fresh) {
        Optional<ValueType> known =
                stored.declaredType().or(() -> stored.value().map(TypedValue::type));
        Optional<ValueType> wanted = fresh.value().map(TypedValue::type).or(fresh::declaredType);
        Check.that(
                known.isEmpty() || wanted.isEmpty() || known.equals(wanted),
                "property",
                "is of another kind than the stored one of its identifier");
        return fresh.value()
                .map(stored::withValue)
                .or(() -> fresh.encryptedSelf().map(stored::withEncryptedSelf))
                .orElse(fresh);
    }
}

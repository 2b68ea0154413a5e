package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.domain.document.PreservedJson;
import java.util.Optional;

/**
 * How a type of the domain that carries {@link PreservedJson} looks as a JSON object, those members aside. Stateless.
 */
public interface Mapping<T> {
    /** The value that the object means, without unknown members of its own; absent when this version cannot tell. */
    Optional<T> read(JsonObject source);

    /** The object that this version writes for the value: different for values that differ. */
    JsonObject write(T value);

    /** The members that {@link #read} looks at and {@link #write} writes. */
    KnownMembers known();

    /** What the value carries. */
    PreservedJson unknownMembers(T value);

    /** The same value, carrying this. */
    T withUnknownMembers(T value, PreservedJson unknown);
}

package io.keyholder.documents;

import io.keyholder.documents.internal.JsonObject;
import io.keyholder.domain.UnknownMembers;
import java.util.Optional;

/**
 * How a type of the domain that carries {@link UnknownMembers} looks as a JSON object, those members aside. Stateless.
 */
interface Mapping<T> {
    /** The value that the object means, without unknown members of its own; absent when this version cannot tell. */
    Optional<T> read(JsonObject source);

    /** The object that this version writes for the value: different for values that differ. */
    JsonObject write(T value);

    /** The members that {@link #read} looks at and {@link #write} writes. */
    KnownMembers known();

    /** What the value carries. */
    UnknownMembers unknownMembers(T value);

    /** The same value, carrying this. */
    T withUnknownMembers(T value, UnknownMembers unknown);
}

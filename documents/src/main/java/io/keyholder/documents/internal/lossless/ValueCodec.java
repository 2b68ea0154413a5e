package io.keyholder.documents.internal.lossless;

import io.keyholder.documents.internal.json.Json;
import java.util.Optional;

/** How a value of the domain looks in JSON. Stateless. */
public interface ValueCodec<T> {
    /** The value that the JSON means; absent when this version cannot tell. */
    Optional<T> read(Json json);

    /** The JSON that {@link #read} takes for the value. */
    Json write(T value);
}

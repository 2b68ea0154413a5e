package io.keyholder.application.recovery;

import io.keyholder.application.result.Outcome;
import java.util.Optional;

/** What became of reading a key share. */
public sealed interface KeyShareReading extends Outcome<KeyShareReading.Read> {
    /**
     * A whole share; the caller closes it. Whether it is a true one is known when the key is joined.
     *
     * @param share as it was written
     */
    record Read(KeyShare share) implements KeyShareReading {}

    /**
     * It is no key share, or not a whole one.
     *
     * @param problem what is wrong with it
     */
    record Damaged(String problem) implements KeyShareReading {}

    /** It was sealed for another key, or changed since. */
    record Unopenable() implements KeyShareReading {}

    @Override
    default Optional<Read> success() {
        return this instanceof Read read ? Optional.of(read) : Optional.empty();
    }
}

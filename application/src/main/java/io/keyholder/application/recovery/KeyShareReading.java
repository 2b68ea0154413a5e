package io.keyholder.application.recovery;

/** What became of reading a key share. */
public sealed interface KeyShareReading {
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
}

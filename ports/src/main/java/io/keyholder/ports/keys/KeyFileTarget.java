package io.keyholder.ports.keys;

/** A place for one file that holds a private key. Implementations need not be thread-safe. */
public interface KeyFileTarget {
    /** What became of the content. */
    enum Outcome {
        /** It is on the disk, whole. */
        SAVED,
        /** There is such a file already, which was left alone. */
        EXISTS
    }

    /**
     * Saves the content: MUST appear whole or not at all, readable by its owner only where the file system knows
     * owners, and be durable when this returns. A file that is there MUST NOT be touched unless the caller asked for it
     * when naming the place. The caller wipes its array.
     *
     * @throws KeyFileException when the file system fails; no part of the content is left under its name then
     */
    Outcome save(byte[] content);
}

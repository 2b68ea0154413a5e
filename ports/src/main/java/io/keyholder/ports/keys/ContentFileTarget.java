package io.keyholder.ports.keys;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A place for one file whose content comes in a stream, as long as it likes. Implementations need not be thread-safe.
 */
public interface ContentFileTarget {
    /** Who writes the content. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes all of it.
         *
         * @throws IOException of its sources, or what the target threw
         */
        void writeTo(OutputStream target) throws IOException;
    }

    /**
     * Saves what is written, as {@link KeyFileTarget#save} does: when {@code content} throws, or the file system fails,
     * no part of it MUST be left anywhere.
     *
     * @throws IOException that {@code content} threw, or of the file system
     */
    KeyFileTarget.Outcome save(Content content) throws IOException;
}

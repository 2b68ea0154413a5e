package io.keyholder.application.key;

import java.util.Arrays;

/** What became of sealed data to be opened. */
public sealed interface OpenResult {
    /** The content, whole and unchanged. Closing wipes it. */
    final class Opened implements OpenResult, AutoCloseable {
        private final byte[] content;

        public Opened(byte[] content) {
            this.content = content;
        }

        /** The content; a copy that the caller wipes where it is secret. */
        public byte[] content() {
            return content.clone();
        }

        @Override
        public void close() {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** It was sealed for another key or context, or it was changed, reordered or cut; which of them is not said. */
    record Unopenable() implements OpenResult {}
}

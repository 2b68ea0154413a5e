package io.keyholder.application.key;

import io.keyholder.application.result.Outcome;
import java.util.Arrays;
import java.util.Optional;

/** What became of sealed data to be opened. */
public sealed interface OpenResult extends Outcome<OpenResult.Opened> {
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

    @Override
    default Optional<Opened> success() {
        return this instanceof Opened opened ? Optional.of(opened) : Optional.empty();
    }
}

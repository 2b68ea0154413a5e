package io.keyholder.documents.internal.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first bytes of a stream, read ahead. A stream that breaks within them breaks where it did, behind them. For one
 * stream.
 */
final class StreamStart {
    private final byte[] bytes;
    private final InputStream rest;

    private StreamStart(byte[] bytes, InputStream rest) {
        this.bytes = bytes;
        this.rest = rest;
    }

    static StreamStart read(InputStream input, int most) {
        byte[] bytes = new byte[most];
        int length = 0;
        Optional<IOException> failure = Optional.empty();
        try {
            int read = input.read(bytes, 0, most);
            while (read > 0) {
                length += read;
                read = length < most ? input.read(bytes, length, most - length) : 0;
            }
        } catch (IOException broken) {
            failure = Optional.of(broken);
        }
        return new StreamStart(
                Arrays.copyOf(bytes, length),
                failure.<InputStream>map(Broken::new).orElse(input));
    }

    /** The bytes, to be looked at or changed. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** The stream with these bytes in the place of those that were read. */
    InputStream whole(byte[] start) {
        return new SequenceInputStream(new ByteArrayInputStream(start), rest);
    }

    /** What is left of a stream that broke. */
    private static final class Broken extends InputStream {
        private final IOException failure;

        Broken(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw failure;
        }
    }
}

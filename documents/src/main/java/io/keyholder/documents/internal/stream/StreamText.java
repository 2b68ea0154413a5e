package io.keyholder.documents.internal.stream;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Turns files as people have them into UTF-8: what gzip packed, and UTF-16 in either order of bytes, which Windows
 * writes. Stateless.
 */
public final class StreamText {
    private static final int MOST_START_BYTES = 4;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private StreamText() {}

    /** The stream in UTF-8, or as it is when it is in no form that is known here. */
    public static InputStream utf8(InputStream input) throws IOException {
        InputStream plain = unpacked(input);
        StreamStart beginning = StreamStart.read(plain, MOST_START_BYTES);
        byte[] start = beginning.bytes();
        InputStream whole = beginning.whole(start);
        Optional<Charset> charset = charsetOf(start);
        return withoutMark(charset.isPresent() ? new Utf8Stream(whole, charset.get()) : whole);
    }

    private static InputStream withoutMark(InputStream utf8) throws IOException {
        StreamStart beginning = StreamStart.read(utf8, MARK.length);
        byte[] start = beginning.bytes();
        return beginning.whole(Arrays.equals(start, MARK) ? new byte[0] : start);
    }

    private static InputStream unpacked(InputStream input) throws IOException {
        StreamStart beginning = StreamStart.read(input, 2);
        byte[] start = beginning.bytes();
        InputStream whole = beginning.whole(start);
        return start.length == 2 && (start[0] & 0xff) == GZIP_FIRST && (start[1] & 0xff) == GZIP_SECOND
                ? new BufferedInputStream(new GZIPInputStream(whole))
                : whole;
    }

    /** By the byte order mark, or by the zero byte that every ASCII letter of UTF-16 has. */
    private static Optional<Charset> charsetOf(byte[] start) {
        if (start.length < 2) {
            return Optional.empty();
        }
        int first = start[0] & 0xff;
        int second = start[1] & 0xff;
        if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        boolean isLittle = (first == 0xff && second == 0xfe) || (first != 0 && second == 0);
        return isLittle ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    /** Re-encodes text a few thousand characters at a time; malformed text is an error of the stream. */
    private static final class Utf8Stream extends InputStream {
        private static final int CHARACTERS_AT_ONCE = 8_192;

        private final Reader reader;
        private ByteArrayInputStream encoded = new ByteArrayInputStream(new byte[0]);

        Utf8Stream(InputStream input, Charset charset) {
            CharsetDecoder decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            this.reader = new InputStreamReader(input, decoder);
        }

        @Override
        public int read() throws IOException {
            return fill() ? encoded.read() : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 || fill() ? encoded.read(into, offset, length) : -1;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }

        private boolean fill() throws IOException {
            while (encoded.available() == 0) {
                char[] characters = new char[CHARACTERS_AT_ONCE + 1];
                int count = reader.read(characters, 0, CHARACTERS_AT_ONCE);
                if (count < 0) {
                    return false;
                }
                if (Character.isHighSurrogate(characters[count - 1])) {
                    int low = reader.read();
                    if (low >= 0) {
                        characters[count++] = (char) low;
                    }
                }
                encoded = new ByteArrayInputStream(new String(characters, 0, count).getBytes(StandardCharsets.UTF_8));
            }
            return true;
        }
    }
}

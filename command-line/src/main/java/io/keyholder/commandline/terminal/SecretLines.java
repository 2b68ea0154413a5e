package io.keyholder.commandline.terminal;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads secrets from an input, one a line, in UTF-8, ended by LF or CR LF. Takes no byte beyond the line, so that the
 * next reader gets what follows, and leaves no copy in memory. Not thread-safe.
 */
final class SecretLines {
    private static final int MAX_BYTES = 4 * Password.MAX_LENGTH;

    private final InputStream in;

    SecretLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line; empty at the end of the input. The caller closes it.
     *
     * @throws InvalidValueException when it is no UTF-8 or too long
     */
    Password next() {
        byte[] line = new byte[MAX_BYTES];
        try {
            return decode(line, readLine(line));
        } catch (IOException broken) {
            throw new UncheckedIOException("the input cannot be read", broken);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private int readLine(byte[] line) throws IOException {
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == line.length) {
                throw new InvalidValueException("secret", "has more than " + MAX_BYTES + " bytes");
            }
            line[length++] = (byte) next;
        }
        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    private static Password decode(byte[] line, int length) {
        CharBuffer text = CharBuffer.allocate(length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            if (decoder.decode(ByteBuffer.wrap(line, 0, length), text, true).isError()) {
                throw new InvalidValueException("secret", "is not UTF-8");
            }
            return Password.of(text.flip());
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }
}

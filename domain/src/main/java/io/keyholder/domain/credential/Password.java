package io.keyholder.domain.credential;

import io.keyholder.domain.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A password or passphrase in clear, held for as short a time as its owner wishes. Any well-formed Unicode text of up
 * to {@value #MAX_LENGTH} UTF-16 units, the empty one included, so that a login attempt can be judged rather than
 * crash.
 *
 * <p>{@link #close()} overwrites the characters; a closed password throws {@link IllegalStateException} on use. Silent
 * in {@code toString}; equality takes the same time wherever the difference is. Not thread-safe while being closed.
 */
public final class Password implements AutoCloseable {
    /** The longest password accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 65_536;

    private final byte[] utf8;
    private boolean wiped;

    private Password(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * A password from text that the caller keeps and may wipe itself.
     *
     * @throws InvalidValueException when the text is too long or not well-formed Unicode
     */
    public static Password of(CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "password", "has " + text.length() + " characters, more than the " + MAX_LENGTH + " allowed");
        }
        return new Password(encode(CharBuffer.wrap(text)));
    }

    /**
     * A password from characters that the caller keeps and may wipe itself.
     *
     * @throws InvalidValueException when the text is too long or not well-formed Unicode
     */
    public static Password of(char[] text) {
        return of(CharBuffer.wrap(text));
    }

    /** A fresh copy of the UTF-8 form; the caller wipes it. */
    public byte[] utf8() {
        requireOpen();
        return utf8.clone();
    }

    /** Whether there is no character at all. */
    public boolean isEmpty() {
        requireOpen();
        return utf8.length == 0;
    }

    /** Overwrites the characters. Repeating it does nothing. */
    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
        wiped = true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that && !wiped && !that.wiped && MessageDigest.isEqual(utf8, that.utf8);
    }

    /** The same for every password, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return Password.class.hashCode();
    }

    @Override
    public String toString() {
        return "Password[hidden]";
    }

    private void requireOpen() {
        if (wiped) {
            throw new IllegalStateException("password was closed");
        }
    }

    private static byte[] encode(CharBuffer text) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        byte[] buffer = new byte[(int) Math.ceil(text.length() * (double) encoder.maxBytesPerChar())];
        ByteBuffer encoded = ByteBuffer.wrap(buffer);
        try {
            if (encoder.encode(text, encoded, true).isError()) {
                throw new InvalidValueException("password", "holds half of a surrogate pair");
            }
            return Arrays.copyOf(buffer, encoded.position());
        } finally {
            Arrays.fill(buffer, (byte) 0);
        }
    }
}

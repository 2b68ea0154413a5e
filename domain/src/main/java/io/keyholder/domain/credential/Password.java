package io.keyholder.domain.credential;

import io.keyholder.domain.InvalidValueException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

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

    /** The same text as it is stored: in Unicode's composed form (NFC). The caller closes it. */
    public Password composed() {
        return in(Normalizer.Form.NFC).orElseGet(this::copy);
    }

    /**
     * The canonically equivalent text in Unicode's other form: decomposed (NFD) when this one is composed, otherwise
     * composed (NFC). Keyboards of one system send one, keyboards of another the other. Absent when both are this one,
     * as for all ASCII. The caller closes it.
     */
    public Optional<Password> equivalent() {
        return in(Normalizer.Form.NFC).or(() -> in(Normalizer.Form.NFD));
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

    /** The text in a form; absent when it is in that form already, or would be too long in it. */
    private Optional<Password> in(Normalizer.Form form) {
        requireOpen();
        CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        try {
            if (Normalizer.isNormalized(text, form)) {
                return Optional.empty();
            }
            String normalized = Normalizer.normalize(text, form);
            return normalized.length() > MAX_LENGTH ? Optional.empty() : Optional.of(of(normalized));
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private Password copy() {
        return new Password(utf8());
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

package io.keyholder.domain.login;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed mark by which a device is recognized that a user logged in from before. It lets no user in. It only keeps
 * the guesses of strangers from pausing the user on this device.
 *
 * <p>The text is opaque: {@code khd1.} and unpadded base64url. A host keeps it where it keeps cookies. A mark belongs
 * to one user, ends with the password it was made under, and expires. Silent in {@code toString}; equality takes the
 * same time wherever the difference is. Immutable.
 */
public final class DeviceMark {
    /** What every mark begins with. */
    public static final String PREFIX = "khd1.";

    /** The longest text accepted, in UTF-16 units; checked before anything else. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern FORM = Pattern.compile("khd1\\.[A-Za-z0-9_-]+");

    private final String text;

    private DeviceMark(String text) {
        this.text = text;
    }

    /**
     * The mark of this text. Whether it is genuine is judged at the login.
     *
     * @throws InvalidValueException when the text has not the form of a mark; the message does not show it
     */
    public static DeviceMark of(String text) {
        Check.that(text.length() <= MAX_LENGTH, "device mark", "is longer than " + MAX_LENGTH + " characters");
        Check.that(FORM.matcher(text).matches(), "device mark", "has another form");
        return new DeviceMark(text);
    }

    /** The mark in what a client sent, such as a cookie; absent when that has not the form of a mark. */
    public static Optional<DeviceMark> read(String sent) {
        return sent.length() <= MAX_LENGTH && FORM.matcher(sent).matches()
                ? Optional.of(new DeviceMark(sent))
                : Optional.empty();
    }

    /** The text to hand to the device. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceMark that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.US_ASCII), that.text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same for every mark, so that hash tables reveal nothing. */
    @Override
    public int hashCode() {
        return DeviceMark.class.hashCode();
    }

    @Override
    public String toString() {
        return "DeviceMark[hidden]";
    }
}

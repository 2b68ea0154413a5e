package io.keyholder.adapters.crypto.internal.password.bcrypt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a bcrypt hash in crypt form: {@code $2b$12$}, 22 letters of salt, 31 of digest. Reads variants 2a, 2b
 * and 2y, which compute the same; not 2x and 2, which do not. Judges the shape only. Immutable; its arrays are not
 * handed out.
 */
final class BcryptText {
    private static final Pattern SHAPE =
            Pattern.compile("\\$(2[aby])\\$([0-9]{2})\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
    private static final String CURRENT_VARIANT = "2b";

    private final int cost;
    private final byte[] salt;
    private final byte[] digest;

    private BcryptText(int cost, byte[] salt, byte[] digest) {
        this.cost = cost;
        this.salt = salt;
        this.digest = digest;
    }

    static BcryptText of(int cost, byte[] salt, byte[] digest) {
        return new BcryptText(cost, salt.clone(), digest.clone());
    }

    /** The parts; absent when the text has another shape. The cost is any of 0 to 99. */
    static Optional<BcryptText> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        return parts.matches() ? Optional.of(parse(parts)) : Optional.empty();
    }

    int cost() {
        return cost;
    }

    byte[] salt() {
        return salt.clone();
    }

    byte[] digest() {
        return digest.clone();
    }

    /** The text in the current variant, with all unused bits zero. */
    String canonical() {
        String twoDigits = cost < 10 ? "0" + cost : Integer.toString(cost);
        return "$" + CURRENT_VARIANT + "$" + twoDigits + "$" + BcryptRadix64.encode(salt)
                + BcryptRadix64.encode(digest);
    }

    private static BcryptText parse(Matcher parts) {
        return new BcryptText(
                Integer.parseInt(parts.group(2)),
                BcryptRadix64.decode(parts.group(3)),
                BcryptRadix64.decode(parts.group(4)));
    }
}

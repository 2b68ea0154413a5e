package io.keyholder.domain.token;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The plain value of a token, which exists once, at its creation, and afterwards with its bearer only:
 * {@code kht1.<user>.<name>.<secret>.<checksum>}, the middle parts in unpadded base64url, the checksum CRC-32 of all
 * before its dot in eight hex digits.
 *
 * <p>The prefix lets scanners find leaked tokens, the checksum lets typos be refused without a look-up, user and name
 * lead a check to its hash by one read by id. The checksum protects nothing: the 32 secret bytes do. Free of {@code |},
 * so that iCure accepts it in place of a password. Silent in {@code toString}; equality takes the same time wherever
 * the difference is. Immutable.
 */
public final class TokenValue {
    /** How many secret bytes there are: 256 bits. */
    public static final int SECRET_SIZE_BYTES = 32;

    /** What every value begins with. */
    public static final String PREFIX = "kht1.";

    /** The longest text accepted, in UTF-16 units; checked before anything else. */
    public static final int MAX_LENGTH = 8_192;

    private static final String WHAT = "token";
    private static final int PARTS = 5;

    private final UserId user;
    private final String name;
    private final String text;

    private TokenValue(UserId user, String name, String text) {
        this.user = user;
        this.name = name;
        this.text = text;
    }

    /**
     * A value for a new token.
     *
     * @param name the token's name among those of its user: 1 to 512 UTF-16 units
     * @param secret {@value #SECRET_SIZE_BYTES} unpredictable bytes; the caller wipes them
     */
    public static TokenValue of(UserId user, String name, byte[] secret) {
        requireName(name);
        Check.that(secret.length == SECRET_SIZE_BYTES, "token secret", "has not " + SECRET_SIZE_BYTES + " bytes");
        String body = PREFIX + encode(user.value().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(name.getBytes(StandardCharsets.UTF_8)) + "." + encode(secret);
        return new TokenValue(user, name, body + "." + checksum(body));
    }

    /**
     * Refuses what cannot name a token.
     *
     * @throws InvalidValueException when the name is empty, longer than 512 UTF-16 units or malformed
     */
    public static void requireName(String name) {
        Check.text("token name", name, UserId.MAX_LENGTH);
    }

    /**
     * Reads what a bearer presents, as {@link CopiedText} reads it: with white space around and within, and any dash.
     * That it can be read does not mean that it is right.
     *
     * @throws InvalidValueException when the text is no token of this form, or mistyped; never showing it
     */
    public static TokenValue parse(String presented) {
        Check.that(presented.length() <= MAX_LENGTH, WHAT, "is longer than " + MAX_LENGTH + " characters");
        String text = CopiedText.unbroken(presented);
        Check.that(text.startsWith(PREFIX), WHAT, "does not begin with " + PREFIX);
        String[] parts = text.split("\\.", -1);
        Check.that(parts.length == PARTS, WHAT, "has not " + PARTS + " parts");
        String body = text.substring(0, text.length() - parts[PARTS - 1].length() - 1);
        Check.that(checksum(body).equals(parts[PARTS - 1]), WHAT, "is mistyped: its checksum is wrong");
        TokenValue rebuilt = of(new UserId(decodeText(parts[1])), decodeText(parts[2]), decode(parts[3]));
        Check.that(rebuilt.text.equals(text), WHAT, "is not in its one spelling");
        return rebuilt;
    }

    /** Whether a text claims to be such a value, so that it is not mistaken for a password. */
    public static boolean looksLikeOne(CharSequence text) {
        return text.length() <= MAX_LENGTH && CopiedText.unbroken(text).startsWith(PREFIX);
    }

    /** Whose token it claims to be. */
    public UserId user() {
        return user;
    }

    /** The name it claims to have. */
    public String name() {
        return name;
    }

    /** The text to hand to the bearer. */
    public String reveal() {
        return text;
    }

    /** The text in the form that hashers take; the caller closes it. */
    public Password asPassword() {
        return Password.of(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenValue that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return user.hashCode();
    }

    @Override
    public String toString() {
        return "TokenValue[hidden]";
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValueException(WHAT, "holds characters that are not base64url");
        }
    }

    private static String decodeText(String part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(decode(part)))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new InvalidValueException(WHAT, "holds text that is not UTF-8");
        }
    }
}

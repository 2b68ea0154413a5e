package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.PBKDF2Function;
import com.password4j.ScryptFunction;
import com.password4j.types.Argon2;
import com.password4j.types.Hmac;
import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/** Whatever password4j and Spring Security derive from any password under any small parameters, we verify. */
class ForeignHashCrossCheckProperties {
    private static final int TRIES = 60;
    private static final String SALT = "sixteen bytes of";

    private final PasswordHasher hasher = Hashers.cheap();

    @Property(tries = TRIES)
    void argon2OfPassword4j(
            @ForAll("passwords") String password,
            @ForAll Argon2 type,
            @ForAll("argon2Versions") int version,
            @ForAll @IntRange(min = 1, max = 3) int passes,
            @ForAll @IntRange(min = 1, max = 4) int lanes) {
        Argon2Function argon2 = Argon2Function.getInstance(8 * lanes + 5, passes, lanes, 24, type, version);
        String writtenUnderAnyLocale = argon2.hash(password, SALT).getResult().replace('ı', 'i');
        assertVerified(password, writtenUnderAnyLocale);
    }

    @Property(tries = TRIES)
    void argon2OfSpring(@ForAll("passwords") String password, @ForAll @IntRange(min = 1, max = 4) int lanes) {
        assertVerified(password, "{argon2}" + new Argon2PasswordEncoder(16, 32, lanes, 64, 1).encode(password));
    }

    @Property(tries = TRIES)
    void scryptOfSpring(
            @ForAll("passwords") String password,
            @ForAll @IntRange(min = 1, max = 8) int log2Cost,
            @ForAll @IntRange(min = 1, max = 9) int blockSize,
            @ForAll @IntRange(min = 1, max = 4) int parallelization) {
        SCryptPasswordEncoder scrypt = new SCryptPasswordEncoder(1 << log2Cost, blockSize, parallelization, 32, 16);
        assertVerified(password, "{scrypt}" + scrypt.encode(password));
    }

    @Property(tries = TRIES)
    void scryptOfPassword4j(@ForAll("passwords") String password) {
        byte[] key =
                ScryptFunction.getInstance(16, 8, 2, 32).hash(password, SALT).getBytes();
        assertVerified(
                password, "{scrypt}$40802$" + base64(SALT.getBytes(StandardCharsets.US_ASCII)) + "$" + base64(key));
    }

    @Property(tries = TRIES)
    void pbkdf2OfPassword4j(@ForAll("passwords") String password, @ForAll @IntRange(min = 1, max = 99) int iterations) {
        byte[] key = PBKDF2Function.getInstance(Hmac.SHA256, iterations, 256)
                .hash(password, SALT)
                .getBytes();
        String salt = adapted(SALT.getBytes(StandardCharsets.US_ASCII));
        assertVerified(password, "$pbkdf2-sha256$" + iterations + "$" + salt + "$" + adapted(key));
    }

    /** The form of the text by Spring's own layout, the key by password4j's SHA-1. */
    @Property(tries = 3)
    void pbkdf2WithSha1OfPassword4j(@ForAll("passwords") String password) {
        byte[] key = PBKDF2Function.getInstance(Hmac.SHA1, 185_000, 256)
                .hash(password, "8 letter")
                .getBytes();
        String salt = HexFormat.of().formatHex("8 letter".getBytes(StandardCharsets.US_ASCII));
        assertVerified(password, "{pbkdf2}" + salt + HexFormat.of().formatHex(key));
    }

    private void assertVerified(String password, String stored) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings()
                .withChars("abcXYZ019 !$\u007f\u0080éß€漢")
                .ofMinLength(1)
                .ofMaxLength(100);
    }

    @Provide
    Arbitrary<Integer> argon2Versions() {
        return Arbitraries.of(Argon2Function.ARGON2_VERSION_10, Argon2Function.ARGON2_VERSION_13);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String adapted(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }
}

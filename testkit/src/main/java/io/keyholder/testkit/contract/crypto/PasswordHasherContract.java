package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.arbitraries.CredentialArbitraries;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.internal.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link PasswordHasher} promises (SECURITY cases 1, 3, 4, 5 and 18). */
@EndsInTime
@Promise(
        of = PasswordHasher.class,
        value = "MUST treat passwords that differ in any byte of their UTF-8 form as different, "
                + "whatever their length.")
public interface PasswordHasherContract {
    /** The longest password that is tried byte by byte, in bytes: well beyond the 72 where bcrypt ends. */
    int LONGEST_TRIED_BYTES = 200;

    /** A hasher at the lowest cost it has: some two thousand hashes are computed. */
    PasswordHasher newHasher();

    @Test
    @Promise(of = PasswordHasher.class, value = "MUST be accepted by verify of this and every later version")
    default void acceptsAnyPasswordThatItHashed() {
        PasswordHasher hasher = newHasher();
        for (String text : Samples.of(CredentialArbitraries.passwordTexts(), 150)) {
            assertThat(verify(hasher, text, hash(hasher, text)))
                    .as("password of %d characters", text.length())
                    .isEqualTo(Verification.MATCHED);
        }
    }

    @Test
    @Promise(of = PasswordHasher.class, value = "freshly salted: two hashes of one password differ.")
    default void saltsEveryHashAfresh() {
        PasswordHasher hasher = newHasher();
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            assertThat(hashes.add(hash(hasher, "same password").encoded())).isTrue();
        }
    }

    /** SECURITY case 1, at every length: each password is told from its neighbours in length and in one byte. */
    @Test
    default void tellsPasswordsApartThatDifferInOneByte() {
        PasswordHasher hasher = newHasher();
        Random random = new Random(20_260_101L);
        for (int length = 0; length <= LONGEST_TRIED_BYTES; length++) {
            String text = "p".repeat(length);
            PasswordHash hash = hash(hasher, text);
            assertDifferent(hasher, text + "p", hash);
            if (length > 0) {
                assertDifferent(hasher, text.substring(1), hash);
                assertDifferent(hasher, withOtherByte(text, length - 1), hash);
                assertDifferent(hasher, withOtherByte(text, random.nextInt(length)), hash);
            }
        }
    }

    /** SECURITY case 1, at every byte: around the end of bcrypt and at the longest length tried. */
    @Test
    default void readsEveryByteOfALongPassword() {
        PasswordHasher hasher = newHasher();
        for (int length : List.of(71, 72, 73, LONGEST_TRIED_BYTES)) {
            String text = "p".repeat(length);
            PasswordHash hash = hash(hasher, text);
            for (int position = 0; position < length; position++) {
                assertDifferent(hasher, withOtherByte(text, position), hash);
            }
        }
    }

    /** Bytes count, not characters: 36 of two bytes, 24 of three and 18 of four make 72. */
    @Test
    default void countsBytesRatherThanCharacters() {
        PasswordHasher hasher = newHasher();
        for (String character : List.of("é", "語", "\ud83d\udd11")) {
            int perBlock = 72 / character.getBytes(StandardCharsets.UTF_8).length;
            for (int count = perBlock - 1; count <= perBlock + 1; count++) {
                PasswordHash hash = hash(hasher, character.repeat(count) + "a");
                assertDifferent(hasher, character.repeat(count) + "b", hash);
                assertDifferent(hasher, character.repeat(count), hash);
            }
        }
    }

    @Test
    default void tellsPasswordsApartThatLookAlikeToCarelessCode() {
        PasswordHasher hasher = newHasher();
        List<List<String>> pairs = List.of(
                List.of("", "\u0000"),
                List.of("a", "a\u0000"),
                List.of("a\u0000b", "a\u0000c"),
                List.of("ab", "abab"),
                List.of("ab\u0000", "ab\u0000ab\u0000"),
                List.of("\u00e9", "e\u0301"),
                List.of("Password", "password"),
                List.of("password", "password "),
                List.of("\u0131", "i"),
                List.of("é", "?"),
                List.of("\u0141", "A"));
        for (List<String> pair : pairs) {
            assertDifferent(hasher, pair.get(1), hash(hasher, pair.get(0)));
            assertDifferent(hasher, pair.get(0), hash(hasher, pair.get(1)));
        }
    }

    /** SECURITY case 18: 64 hex digits are a password like any other, and a stored hash is none at all. */
    @Test
    @Promise(of = PasswordHasher.class, value = "The hash of a password in the current format, freshly salted")
    default void hashesAPasswordThatLooksLikeAHash() {
        PasswordHasher hasher = newHasher();
        String hex = "0123456789abcdef".repeat(4);
        PasswordHash hash = hash(hasher, hex);
        assertThat(hash.encoded()).isNotEqualTo(hex);
        assertThat(verify(hasher, hex, hash)).isEqualTo(Verification.MATCHED);
        assertDifferent(hasher, hex.toUpperCase(Locale.ROOT), hash);
        assertDifferent(hasher, hex, PasswordHash.of(hex));
        assertDifferent(hasher, hash.encoded(), hash);
    }

    @Test
    @Promise(
            of = PasswordHasher.class,
            value = "absent (the user is unknown or has no password) is Verification.MISMATCHED")
    default void letsNobodyInWithoutAHash() {
        PasswordHasher hasher = newHasher();
        for (String text : List.of("", "password", "x".repeat(Password.MAX_LENGTH))) {
            try (Password password = Password.of(text)) {
                assertThat(hasher.verify(password, Optional.empty())).isEqualTo(Verification.MISMATCHED);
            }
        }
    }

    @Test
    @Promise(
            of = PasswordHasher.class,
            value = "whatever its text, the answer MUST be a value of Verification, never an "
                    + "exception, never class loading, and never more work than the implementation's "
                    + "configured bound.")
    default void answersWhateverTextIsStored() {
        PasswordHasher hasher = newHasher();
        for (PasswordHash stored : new HashSet<>(Samples.of(CredentialArbitraries.passwordHashes(), 300))) {
            for (String text : List.of("", "password", "p".repeat(73))) {
                assertThat(verify(hasher, text, stored).isMatch())
                        .as("%s matches", stored.encoded())
                        .isFalse();
            }
        }
    }

    @Test
    @Promise(
            of = PasswordHasher.class,
            value = "whatever its text, the answer MUST be a value of Verification, never an "
                    + "exception, never class loading, and never more work than the implementation's "
                    + "configured bound.")
    default void answersForDamagedFormsOfItsOwnHashes() {
        PasswordHasher hasher = newHasher();
        for (String stored : damaged(hash(hasher, "right").encoded(), new Random(20_260_101L))) {
            assertThat(verify(hasher, "wrong", PasswordHash.of(stored)).isMatch())
                    .as("%s matches a wrong password", stored)
                    .isFalse();
        }
    }

    /** SECURITY case 4. Should the work be done after all, it takes so long that the test is stopped. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Promise(
            of = PasswordHasher.class,
            value = "whatever its text, the answer MUST be a value of Verification, never an "
                    + "exception, never class loading, and never more work than the implementation's "
                    + "configured bound.")
    default void refusesHashesThatAskForTooMuchWork() {
        PasswordHasher hasher = newHasher();
        String saltAndHash = "abcdefghijklmnopqrstuu" + "0123456789012345678901234567890";
        for (String prefix : List.of("", "{bcrypt}")) {
            for (String cost : List.of("30", "31", "32", "99", "-1", "2147483647", "4294967300")) {
                String stored = prefix + "$2b$" + cost + "$" + saltAndHash;
                assertThat(verify(hasher, "password", PasswordHash.of(stored)))
                        .as(stored)
                        .isEqualTo(Verification.UNREADABLE);
            }
        }
    }

    @Test
    @Promise(of = PasswordHasher.class, value = "MUST NOT keep, log or show a password or a hash")
    default void showsNothingOfThePasswordInItsHash() {
        String secret = "Sentinel-5f8c2c1e";
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String encoded = hash(newHasher(), secret).encoded();
        assertThat(encoded)
                .doesNotContain(secret)
                .doesNotContainIgnoringCase(HexFormat.of().formatHex(bytes))
                .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    @Test
    @Promise(of = PasswordHasher.class, value = "MUST NOT keep, log or show a password or a hash")
    default void leavesThePasswordOpen() {
        PasswordHasher hasher = newHasher();
        try (Password password = Password.of("password")) {
            PasswordHash hash = hasher.hash(password);
            assertThat(hasher.verify(password, Optional.of(hash))).isEqualTo(Verification.MATCHED);
            assertThat(password).isEqualTo(Password.of("password"));
        }
    }

    @Test
    @Promise(of = PasswordHasher.class, value = "MUST NOT keep, log or show a password or a hash")
    default void refusesAClosedPassword() {
        PasswordHasher hasher = newHasher();
        PasswordHash hash = hash(hasher, "password");
        Password closed = Password.of("password");
        closed.close();
        assertThatThrownBy(() -> hasher.hash(closed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hasher.verify(closed, Optional.of(hash))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Promise(of = PasswordHasher.class, value = "Implementations MUST be thread-safe")
    default void servesManyThreadsAtOnce() {
        PasswordHasher hasher = newHasher();
        List<Verification> verifications = Race.between(8, runner -> {
            PasswordHash own = hash(hasher, "password " + runner);
            assertDifferent(hasher, "password " + (runner + 1), own);
            return verify(hasher, "password " + runner, own);
        });
        assertThat(verifications).containsOnly(Verification.MATCHED);
    }

    private static PasswordHash hash(PasswordHasher hasher, String text) {
        try (Password password = Password.of(text)) {
            return hasher.hash(password);
        }
    }

    private static Verification verify(PasswordHasher hasher, String text, PasswordHash stored) {
        try (Password password = Password.of(text)) {
            return hasher.verify(password, Optional.of(stored));
        }
    }

    private static void assertDifferent(PasswordHasher hasher, String text, PasswordHash stored) {
        assertThat(verify(hasher, text, stored).isMatch())
                .as("another password, of %d characters, matches", text.length())
                .isFalse();
    }

    private static String withOtherByte(String text, int position) {
        return text.substring(0, position) + "q" + text.substring(position + 1);
    }

    /** The text with one character gone, doubled or changed, cut short, wrapped, and in other letters. */
    private static List<String> damaged(String encoded, Random random) {
        List<String> all = new ArrayList<>(List.of(
                encoded + encoded,
                " " + encoded,
                encoded + "\n",
                "{}" + encoded,
                "{unknown}" + encoded,
                encoded.toUpperCase(Locale.ROOT),
                encoded.toLowerCase(Locale.ROOT)));
        for (int position = 0; position < encoded.length(); position++) {
            String before = encoded.substring(0, position);
            String after = encoded.substring(position + 1);
            all.add(before + after);
            all.add(before + (char) (' ' + random.nextInt(95)) + after);
            all.add(before + "\ud83d\udd11" + after);
            all.add(before.isEmpty() ? "$" : before);
        }
        return all;
    }
}

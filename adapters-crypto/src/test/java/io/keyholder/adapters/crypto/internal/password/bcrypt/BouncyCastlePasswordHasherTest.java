package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.hash;
import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.contract.crypto.PasswordHasherContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BouncyCastlePasswordHasherTest implements PasswordHasherContract {
    private static final String ABC_AT_COST_12 = "$2a$12$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q";
    private static final String ABC_AT_COST_6 = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    private final PasswordHasher hasher = Hashers.cheap();

    @Override
    public PasswordHasher newHasher() {
        return Hashers.over(new BcryptLimits(BcryptLimits.LEAST, 6), new BouncyCastleBcrypt());
    }

    @Test
    void writesShortPasswordsAsPlainBcrypt() {
        assertThat(hash(hasher, "secret")).matches("\\{bcrypt}\\$2b\\$04\\$[./A-Za-z0-9]{53}");
        assertThat(hash(hasher, "")).startsWith("{bcrypt}$2b$04$");
    }

    @Test
    void writesTheCostInTwoDigits() {
        PasswordHasher ofCost12 = Hashers.over(new BcryptLimits(12, 14), new BouncyCastleBcrypt());
        assertThat(hash(ofCost12, "secret")).startsWith("{bcrypt}$2b$12$");
    }

    @ParameterizedTest
    @CsvSource({"a, 72, {bcrypt}", "a, 73, {bcrypt-sha384}", "é, 36, {bcrypt}", "é, 37, {bcrypt-sha384}"})
    void countsBytesNotCharactersToDecideOnPreHashing(String letter, int times, String id) {
        String password = letter.repeat(times);
        String hash = hash(hasher, password);
        assertThat(hash).startsWith(id + "$2b$04$");
        assertThat(verify(hasher, password, hash)).isEqualTo(Verification.MATCHED);
    }

    @Test
    void preHashesPasswordsWithAZeroByte() {
        String hash = hash(hasher, "a\0");
        assertThat(hash).startsWith("{bcrypt-sha384}");
        assertThat(verify(hasher, "a\0", hash)).isEqualTo(Verification.MATCHED);
        assertThat(verify(hasher, "a\0a", hash)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, "a", hash)).isEqualTo(Verification.MISMATCHED);
    }

    /** Source: the tests of jBCrypt 0.4 (TestBCrypt.java). */
    @ParameterizedTest
    @CsvSource({
        "'', $2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "'', $2a$08$HqWuK6/Ng6sg9gQzbLrgb.Tl.ZHfXLhvt/SgVyWhQqgqcZ7ZuUtye",
        "a, $2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "a, $2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u",
        "abc, " + ABC_AT_COST_6,
        "abc, " + ABC_AT_COST_12,
        "abcdefghijklmnopqrstuvwxyz, $2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
        "'~!@#$%^&*()      ~!@#$%^&*()PNBFRD', $2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO",
    })
    void readsTheHashesOfOtherSoftwareWithAndWithoutPrefix(String password, String stored) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password, "{bcrypt}" + stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    void readsAllVariantsThatComputeTheSame(String variant) {
        String stored = variant + ABC_AT_COST_6.substring(4);
        assertThat(verify(hasher, "abc", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
    }

    @Test
    void foreignHashOfALongPasswordNeverMatchesPastByte72() {
        String read = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        String stored = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
        assertThat(verify(hasher, read, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, read + "chars after 72 are ignored", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void plainAndPreHashedNeverStandForEachOther() {
        String longOne = "x".repeat(100);
        String swappedToPlain = hash(hasher, longOne).replace("{bcrypt-sha384}", "{bcrypt}");
        String swappedToPreHashed = hash(hasher, "short").replace("{bcrypt}", "{bcrypt-sha384}");
        assertThat(verify(hasher, longOne, swappedToPlain)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, "short", swappedToPreHashed)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void hashesOfAnEarlierCostAreOutdatedAndOfAHigherOneAreNot() {
        PasswordHasher costlier = Hashers.over(new BcryptLimits(5, 6), new BouncyCastleBcrypt());
        assertThat(verify(costlier, "secret", hash(hasher, "secret"))).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, "secret", hash(costlier, "secret"))).isEqualTo(Verification.MATCHED);
    }

    @Test
    void unusedBitsOfASaltAsOthersWriteThemAreOutdated() {
        String canonical = hash(hasher, "secret");
        int lastOfSalt = "{bcrypt}$2b$04$".length() + 21;
        char withUnusedBit = (char) (canonical.charAt(lastOfSalt) + 1);
        String written = canonical.substring(0, lastOfSalt) + withUnusedBit + canonical.substring(lastOfSalt + 1);
        assertThat(verify(hasher, "secret", written)).isEqualTo(Verification.MATCHED_OUTDATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "plain text",
                "{bcrypt}",
                "{bcrypt}{bcrypt}" + ABC_AT_COST_6,
                "{noop}abc",
                ABC_AT_COST_6 + "x",
                "$2x$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$6$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0+",
                "$2a$٠٦$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$00$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$03$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$15$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$99$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "{bcrypt-sha384}$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
            })
    void whatIsMalformedOrAsksForTooMuchIsUnreadable(String stored) {
        assertThat(verify(hasher, "abc", stored)).isEqualTo(Verification.UNREADABLE);
    }

    /** What files and other software put around a hash is no part of it. */
    @ParameterizedTest
    @ValueSource(strings = {"{BCRYPT}" + ABC_AT_COST_6, " " + ABC_AT_COST_6, ABC_AT_COST_6 + "\n"})
    void whatStandsAroundAHashIsPassedOver(String stored) {
        assertThat(verify(hasher, "abc", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, "abd", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void absentHashMismatches() {
        assertThat(hasher.verify(Password.of(""), Optional.empty())).isEqualTo(Verification.MISMATCHED);
    }

    /** SECURITY case 18: iCure took any 64 letters for a hash and stored them in clear. */
    @Test
    void passwordThatLooksLikeAHashIsHashedAndWorks() {
        for (String password : new String[] {"a".repeat(64), ABC_AT_COST_6, hash(hasher, "x")}) {
            String stored = hash(hasher, password);
            assertThat(stored).doesNotContain(password);
            assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED);
            assertThat(verify(hasher, password, password).isMatch()).isFalse();
        }
    }

    @Test
    void halfASurrogatePairIsRefusedBeforeHashing() {
        assertThatThrownBy(() -> Password.of("\ud83d")).isInstanceOf(InvalidValueException.class);
    }
}

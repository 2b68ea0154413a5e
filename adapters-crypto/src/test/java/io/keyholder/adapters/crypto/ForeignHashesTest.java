package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers: hashes that other software wrote, and texts that look like theirs. */
class ForeignHashesTest {
    private static final String SALT = "c2l4dGVlbiBieXRlcyBvZg";
    private static final String KEY = "zbCEFvJAvHfh9yFGYdF186IhQF42CGlZa7cuecFDYHU";

    private final PasswordHasher hasher = Hashers.cheap();

    /**
     * Sources: passlib 1.7.4 (pbkdf2_sha256, ldap_salted_sha1), argon2-cffi 21.1.0 (low_level.hash_secret), slappasswd
     * of OpenLDAP 2.5.13.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "Correct-Horse-3 $pbkdf2-sha256$1000$.T8HIKRU6t3b2/u/l5Jyrg$UTYOHhjJ2DaHbOl1QA8pEt8ksw0TQ9emgagMaeRL9Pg",
                "grüße $pbkdf2-sha256$1000$D0EoZaxV6t27t7ZWKkVozQ$OdmzOC5Ed.EN2rkgKH/phx6qUdsAUiWq9TI/JmaQoJ4",
                "'' $pbkdf2-sha256$1000$Pcc4p1TqfQ8BAOAcY0wp5Q$RC5Oi7hGz5bUQeUFuL1NPNRLn1NiFdSIZ0cKYRQar5k",
                "Correct-Horse-3 {SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
                "Correct-Horse-3 {SSHA}R1msS0CUNMIQ8ODRrHsHeB90tcnj3BvD2FsrpbRWyvlfi5Hy",
                "Correct-Horse-3 {SSHA}8buF1Io7paGPKvlqMFzrhXDpoxC07Uv2",
                "grüße {SSHA}Be9+jMxD8qIw/jfAPwysLOMmtmPVt0Bz",
                "'' {SSHA}TmDzOA0AIc1ALWSH9QyTk2sks4GVMoaQspZSSsl5b835n3Ou",
                "grüße $argon2id$v=19$m=64,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$zbCEFvJAvHfh9yFGYdF186IhQF42CGlZa7cuecFDYHU",
                "grüße $argon2i$v=19$m=64,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$AfFT/napO8Vy/wEu/KzQiaGjqz+Znccc7dryXABDDAE",
                "grüße $argon2d$v=19$m=64,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$oihcVprVu8RFq5EEKa7lhcFKsO1s9PtwDNjWqLiq4Es",
                "Correct-Horse-3 $argon2id$v=19$m=64,t=1,p=4$c2l4dGVlbiBieXRlcyBvZg$NSYhaCYKEThztxfmz/9wf8Ny2U4SzTSYa5nq7+x4cD4",
                "Correct-Horse-3 $argon2i$v=16$m=64,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$TavEIR5i1XTQHmWTFihNNVJV9pct+5Gx",
                "Correct-Horse-3 $argon2i$m=64,t=2,p=1$c2l4dGVlbiBieXRlcyBvZg$TavEIR5i1XTQHmWTFihNNVJV9pct+5Gx",
            })
    void areVerifiedAndOutdated(String password, String stored) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password + "x", stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, password + "\0", stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, stored, stored)).isEqualTo(Verification.MISMATCHED);
    }

    /**
     * Sources: the third vector of RFC 7914 section 12 and Python 3.11 (hashlib.pbkdf2_hmac over the salt f0 f1 …),
     * laid out as Spring Security does.
     */
    @ParameterizedTest
    @CsvSource({
        "pleaseletmein, {scrypt}$e0801$U29kaXVtQ2hsb3JpZGU=$"
                + "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw==",
        "grüße, {pbkdf2}f0f1f2f3f4f5f6f7c5e7a1e4fa58a04359b70918fc42e8ee843cc12bf570862df5f4fbb959ea1301",
        "grüße, {pbkdf2}f0f1f2f3f4f5f6f7248d90f7fe999358559dad4af96b008279e61c2811158595cc94109bf210c54d",
        "grüße, {pbkdf2@SpringSecurity_v5_8}f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
                + "85a1b0d093a88b1ae7fd0a6b07c40e4012e5675b13b0705e8fc114a368863a4a",
    })
    void areVerifiedAtTheirFullCost(String password, String stored) {
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, password + "\0", stored)).isEqualTo(Verification.MISMATCHED);
    }

    /** SECURITY case 1: HMAC fills its key up with zero bytes, so others take these for the same password. */
    @Test
    void zeroBytesAtTheEndMakeAnotherPassword() {
        String stored = "$pbkdf2-sha256$1000$Pcc4p1TqfQ8BAOAcY0wp5Q$RC5Oi7hGz5bUQeUFuL1NPNRLn1NiFdSIZ0cKYRQar5k";
        assertThat(verify(hasher, "", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, "\0", stored)).isEqualTo(Verification.MISMATCHED);
        assertThat(verify(hasher, "\0\0\0", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{pbkdf2}",
                "{pbkdf2}0123",
                "{PBKDF2}00000000000000000000000000000000000000000000000000000000000000000000000000000000",
                "{pbkdf2}0000000000000000000000000000000000000000000000000000000000000000000000000000000G",
                "{pbkdf2@SpringSecurity_v5_9}" + "000000000000000000000000000000000000000000000000000000000000000000",
                "$pbkdf2-sha256$0$" + SALT + "$" + KEY,
                "$pbkdf2-sha256$01000$" + SALT + "$" + KEY,
                "$pbkdf2-sha256$-1$" + SALT + "$" + KEY,
                "$pbkdf2-sha256$1000$" + SALT + "x$" + KEY,
                "$pbkdf2-sha256$1000$" + SALT + "$" + KEY + "=",
                "$pbkdf2-sha256$99999999999999999999$" + SALT + "$" + KEY,
                "$pbkdf2-sha512$1000$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=1$" + SALT,
                "$argon2id$v=18$m=64,t=2,p=1$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=0,t=2,p=1$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=64,t=0,p=1$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=0$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=31,t=2,p=4$" + SALT + "$" + KEY,
                "$argon2id$v=19$t=2,m=64,p=1$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=1,data=AAAA$" + SALT + "$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=1$" + SALT + "==$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=1$short$" + KEY,
                "$argon2id$v=19$m=64,t=2,p=1$" + SALT + "$AAAAAAAAAAA",
                "$argon2x$v=19$m=64,t=2,p=1$" + SALT + "$" + KEY,
                "{argon2}{argon2}$argon2id$v=19$m=64,t=2,p=1$" + SALT + "$" + KEY,
                "{argon2id}$argon2id$v=19$m=64,t=2,p=1$" + SALT + "$" + KEY,
                "{scrypt}$00801$" + SALT + "==$" + KEY + "=",
                "{scrypt}$e0001$" + SALT + "==$" + KEY + "=",
                "{scrypt}$e0800$" + SALT + "==$" + KEY + "=",
                "{scrypt}$100101$" + SALT + "==$" + KEY + "=",
                "{scrypt}$1f0801$" + SALT + "==$" + KEY + "=",
                "{scrypt}$ff0801$" + SALT + "==$" + KEY + "=",
                "{scrypt}$e0801$" + SALT + "$" + KEY + "=",
                "{scrypt}$e0801$" + SALT + "==$" + KEY,
                "{scrypt}$E0801$" + SALT + "==$" + KEY + "=",
                "$e0801$" + SALT + "==$" + KEY + "=",
                "{SSHA}",
                "{SSHA}AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwdA",
                "{Ssha}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
                "{SHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
            })
    void whatIsMalformedIsUnreadable(String stored) {
        assertThat(verify(hasher, "", stored)).isEqualTo(Verification.UNREADABLE);
    }
}

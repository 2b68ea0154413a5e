package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/** Hashes that Spring Security itself writes here, with the defaults of each of its generations, are verified. */
class SpringSecurityFormsTest {
    private static final String PASSWORD = "Grüße, \ud83d\udd11 and 漢字";

    private final PasswordHasher hasher = Hashers.cheap();

    @SuppressWarnings("deprecation") // LDAP's form is deprecated for being weak, which is why it is replaced here
    static Stream<Arguments> encoders() {
        return Stream.of(
                Arguments.of("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5()),
                Arguments.of("pbkdf2", asIcureConfiguresIt()),
                Arguments.of("pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()),
                Arguments.of("scrypt", SCryptPasswordEncoder.defaultsForSpringSecurity_v4_1()),
                Arguments.of("scrypt@SpringSecurity_v5_8", SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8()),
                Arguments.of("argon2", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_2()),
                Arguments.of("argon2@SpringSecurity_v5_8", Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()),
                Arguments.of("ldap", new org.springframework.security.crypto.password.LdapShaPasswordEncoder()));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void areVerifiedAndOutdated(String id, PasswordEncoder encoder) {
        String stored = new DelegatingPasswordEncoder(id, Map.of(id, encoder)).encode(PASSWORD);
        assertThat(stored).startsWith("{" + id + "}");
        assertThat(verify(hasher, PASSWORD, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(verify(hasher, PASSWORD + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    private static Pbkdf2PasswordEncoder asIcureConfiguresIt() {
        return new Pbkdf2PasswordEncoder("", 8, 185_000, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }
}

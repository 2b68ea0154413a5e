package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The forms that are in databases once this was released: every later version must write or at least read them. The
 * hashes were computed by libxcrypt's crypt(3) and Python's hmac over the salt f0 f1 … ff.
 */
class WrittenFormsTest {
    private static final String SALTED = "$2b$04$6NFw69Rz7td28dp59N189u";

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("", "{bcrypt}" + SALTED + "w1f4Bb.G0kR8NVi.hM/U0cOZjTaFX8u"),
                Arguments.of("grüße", "{bcrypt}" + SALTED + "AvEAl/PtiPojIthDmWPZP6oMEJkEr/C"),
                Arguments.of("x".repeat(72), "{bcrypt}" + SALTED + "1I9BMpHHhrk6XVs25V8Np98v4c8dRQO"),
                Arguments.of("x".repeat(73), "{bcrypt-sha384}" + SALTED + "yWE.vIxtHxs5b06GknNQeoAgkzxsO7u"),
                Arguments.of("é".repeat(37), "{bcrypt-sha384}" + SALTED + "nCzVGabHw4tby6zLiQ8qVXFcV.4nut2"),
                Arguments.of("a\0b", "{bcrypt-sha384}" + SALTED + "MdNOWnyAfYfHWfoGpuCZIE53idlaOWG"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void areReadAsCurrent(String password, String stored) {
        PasswordHasher hasher = Hashers.cheap();
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED);
        assertThat(verify(hasher, password + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void areWrittenToTheLetter(String password, String stored) {
        PasswordHasher hasher = Hashers.over(
                new BcryptLimits(BcryptLimits.LEAST, BcryptLimits.LEAST),
                new BouncyCastleBcrypt(),
                WrittenFormsTest::bytesFromF0);
        assertThat(hasher.hash(Password.of(password)).encoded()).isEqualTo(stored);
    }

    private static byte[] bytesFromF0(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (0xf0 + i);
        }
        return bytes;
    }
}

package io.keyholder.application.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that was set on one system is right as another system types it, and costs one more hash at most. */
class EquivalentPasswordsTest {
    private final Counting bytes = new Counting();
    private final PasswordHasher hasher = EquivalentPasswords.over(bytes);

    @ParameterizedTest
    @ValueSource(
            strings = {"Grüße aus Köln", "contraseña", "Příliš žluťoučký kůň", "한국어 암호", "がぎぐげご", "Ångström", "mật khẩu"
            })
    void eitherFormIsAcceptedWhicheverWasHashed(String text) {
        for (Normalizer.Form set : forms()) {
            for (Normalizer.Form typed : forms()) {
                PasswordHash ours = hasher.hash(Password.of(Normalizer.normalize(text, set)));
                PasswordHash earlier = bytes.hash(Password.of(Normalizer.normalize(text, set)));
                Password presented = Password.of(Normalizer.normalize(text, typed));
                assertThat(hasher.verify(presented, Optional.of(ours)).isMatch())
                        .isTrue();
                assertThat(hasher.verify(presented, Optional.of(earlier)).isMatch())
                        .isTrue();
                assertThat(ours).isEqualTo(bytes.hash(Password.of(Normalizer.normalize(text, Normalizer.Form.NFC))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contrasena", "contraseñ", "ﬁ", "ｐａｓｓ"})
    void whatIsNotCanonicallyEquivalentStaysWrong(String typed) {
        for (String stored : new String[] {"contraseña", "fi", "pass"}) {
            PasswordHash hash = hasher.hash(Password.of(stored));
            assertThat(hasher.verify(Password.of(typed), Optional.of(hash)).isMatch())
                    .isFalse();
        }
    }

    @Test
    void theWorkDependsOnWhatIsTypedAndNotOnTheUser() {
        Optional<PasswordHash> known = Optional.of(hasher.hash(Password.of("Grüße")));
        for (Optional<PasswordHash> stored : List.of(known, Optional.<PasswordHash>empty())) {
            assertThat(verifications("wrong", stored)).isEqualTo(1);
            assertThat(verifications("fälsch", stored)).isEqualTo(2);
            assertThat(verifications("fa\u0308lsch", stored)).isEqualTo(2);
        }
        assertThat(verifications("Grüße", known)).isEqualTo(1);
    }

    private int verifications(String typed, Optional<PasswordHash> stored) {
        int before = bytes.verifications;
        hasher.verify(Password.of(typed), stored);
        return bytes.verifications - before;
    }

    private static Normalizer.Form[] forms() {
        return new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD};
    }

    /** The bytes themselves as hash. */
    private static final class Counting implements PasswordHasher {
        private int verifications;

        @Override
        public PasswordHash hash(Password password) {
            return PasswordHash.of(HexFormat.of().formatHex(password.utf8()));
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            verifications++;
            return stored.equals(Optional.of(hash(password))) ? Verification.MATCHED : Verification.MISMATCHED;
        }
    }
}

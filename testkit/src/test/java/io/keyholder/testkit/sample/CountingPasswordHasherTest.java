package io.keyholder.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.SaltedSha256PasswordHasher;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountingPasswordHasherTest {
    private final CountingPasswordHasher hasher = CountingPasswordHasher.counting(new SaltedSha256PasswordHasher());

    @Test
    void countsWhatItPassesOn() {
        try (Password password = Password.of("password")) {
            PasswordHash hash = hasher.hash(password);
            assertThat(hasher.verify(password, Optional.of(hash))).isEqualTo(Verification.MATCHED);
            assertThat(hasher.verify(password, Optional.empty())).isEqualTo(Verification.MISMATCHED);
        }
        assertThat(hasher.hashes()).isEqualTo(1);
        assertThat(hasher.verifications()).isEqualTo(2);
        assertThat(hasher.calls()).isEqualTo(3);
    }
}

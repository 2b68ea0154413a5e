package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.PepperKeys;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real databases hold lets its user in and is replaced by what the host chose, over the real cryptography. */
class HashReplacementTest {
    private static final UserId ADA = new UserId("ada");
    private static final String PASSWORD = "Correct-Horse-3";
    private static final String OF_ICURE = "{Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}"
            + "5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42";

    private final MapStorage storage = MapStorage.create();
    private final List<AuditEvent> audit = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                OF_ICURE,
                "$pbkdf2-sha256$1000$.T8HIKRU6t3b2/u/l5Jyrg$UTYOHhjJ2DaHbOl1QA8pEt8ksw0TQ9emgagMaeRL9Pg",
                "$argon2id$v=19$m=64,t=1,p=4$c2l4dGVlbiBieXRlcyBvZg$NSYhaCYKEThztxfmz/9wf8Ny2U4SzTSYa5nq7+x4cD4",
                "{scrypt}$40801$c2l4dGVlbiBieXRlcyBvZg==$Cw1BWuKbaaabz8PEzb8/rkXC9l9Yc+96N20ODsUSKg0=",
                "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd",
            })
    void aForeignHashLetsInOnceAndIsBcryptAfterwards(String foreign) {
        store(foreign);
        assertThat(logIn(CryptoOptions.defaults(), PASSWORD + "x")).isFalse();
        assertThat(storedHash()).isEqualTo(foreign);
        assertThat(logIn(CryptoOptions.defaults(), PASSWORD)).isTrue();
        assertThat(storedHash()).startsWith("{bcrypt}");
        assertThat(logIn(CryptoOptions.defaults(), PASSWORD)).isTrue();
    }

    @Test
    void besideAnIcureServerItsFormIsKeptAndAnyOtherBecomesIt() {
        CryptoOptions beside = CryptoOptions.defaults().withPasswordHashesOfIcure();
        store(OF_ICURE);
        assertThat(logIn(beside, PASSWORD)).isTrue();
        assertThat(storedHash()).isEqualTo(OF_ICURE);
        assertThat(logIn(CryptoOptions.defaults(), PASSWORD)).isTrue();
        assertThat(storedHash()).startsWith("{bcrypt}");
        assertThat(logIn(beside, PASSWORD)).isTrue();
        assertThat(storedHash()).matches("\\{[A-Za-z0-9+/]{43}=}[0-9a-f]{64}").isNotEqualTo(OF_ICURE);
    }

    @Test
    void aPepperComesRotatesAndGoesWithTheLoginsOfUsers() {
        PepperKeys first = PepperKeys.of(key(1));
        PepperKeys rotated = PepperKeys.of(key(2)).withEarlier(key(1));
        store(OF_ICURE);
        assertThat(logIn(CryptoOptions.defaults().withPepperKeys(first), PASSWORD))
                .isTrue();
        assertThat(storedHash())
                .startsWith("{bcrypt-pepper:" + first.currentId().orElseThrow() + "}");
        assertThat(logIn(CryptoOptions.defaults().withPepperKeys(rotated), PASSWORD))
                .isTrue();
        assertThat(storedHash())
                .startsWith("{bcrypt-pepper:" + rotated.currentId().orElseThrow() + "}");
        assertThat(logIn(CryptoOptions.defaults().withPepperKeys(first), PASSWORD))
                .isFalse();
        assertThat(lastRefusal()).isEqualTo(RefusalReason.UNREADABLE_CREDENTIAL);
        assertThat(logIn(CryptoOptions.defaults().withPepperKeys(PepperKeys.retired(key(2))), PASSWORD))
                .isTrue();
        assertThat(storedHash()).startsWith("{bcrypt}");
    }

    private void store(String hash) {
        User ada = User.of(ADA, LoginIdentifiers.login("ada"), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
        storage.users().create(ada.withCredentials(ada.credentials().withPasswordHash(PasswordHash.of(hash))));
    }

    /** By a facade of its own over the same store. */
    private boolean logIn(CryptoOptions options, String text) {
        Keyholder keyholder = Keyholder.open(
                storage.sharing(),
                BouncyCastleCrypto.create(options.withBcryptCost(4).withSecretsInClear()),
                KeyholderOptions.of(Clock.systemUTC()).withAuditTrail(audit::add));
        try (Password password = Password.of(text)) {
            return keyholder.logIn("ada", password).isAccepted();
        }
    }

    private String storedHash() {
        return storage.users()
                .findById(ADA)
                .orElseThrow()
                .credentials()
                .passwordHash()
                .orElseThrow()
                .encoded();
    }

    private RefusalReason lastRefusal() {
        return ((AuditEvent.LoginRefused) audit.get(audit.size() - 1)).reason();
    }

    private static byte[] key(int each) {
        byte[] key = new byte[PepperKeys.KEY_SIZE_BYTES];
        Arrays.fill(key, (byte) each);
        return key;
    }
}

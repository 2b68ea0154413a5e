package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.hash;
import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.BouncyCastlePasswordHasher;
import io.keyholder.adapters.crypto.internal.password.HashLimits;
import io.keyholder.adapters.crypto.internal.password.StoredHashFormats;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptLimits;
import io.keyholder.adapters.crypto.internal.password.bcrypt.CountingBcrypt;
import io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers;
import io.keyholder.adapters.crypto.internal.password.bcrypt.WorkEqualizer;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.contract.crypto.PasswordHasherContract;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password hashes in iCure's own form, for a database that a live iCure server writes, too. */
class IcureCoexistenceTest implements PasswordHasherContract {
    private static final String WRITTEN_BY_ICURE = "{Cqeg4nc7CRd/DfK4amsqyAgFANCEpzVKJM1zd7tsCFE=}"
            + "5e5b35dbe95baab801fc174d1d8d369828837a85a6c0eb448367191208ae9f42";

    private final BouncyCastleCrypto crypto = BouncyCastleCrypto.create(
            CryptoOptions.defaults().withBcryptCost(BcryptLimits.LEAST).withPasswordHashesOfIcure());
    private final PasswordHasher hasher = crypto.passwordHasher();

    @Override
    public PasswordHasher newHasher() {
        return hasher;
    }

    /** As an iCure server checks it (FORMATS section 5), by the JDK's SHA-256. */
    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "grüße", "a\0b"})
    void writesWhatAnIcureServerVerifies(String password) throws GeneralSecurityException {
        String stored = hash(hasher, password);
        assertThat(stored).matches("\\{[A-Za-z0-9+/]{43}=}[0-9a-f]{64}");
        String salt = stored.substring(0, stored.indexOf('}') + 1);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((password + salt).getBytes(StandardCharsets.UTF_8));
        assertThat(stored).isEqualTo(salt + HexFormat.of().formatHex(digest));
    }

    @Test
    void keepsWhatIcureWrote() {
        assertThat(verify(hasher, "Correct-Horse-3", WRITTEN_BY_ICURE)).isEqualTo(Verification.MATCHED);
        assertThat(verify(hasher, "Correct-Horse-4", WRITTEN_BY_ICURE)).isEqualTo(Verification.MISMATCHED);
        assertThat(crypto.diagnose(PasswordHash.of(WRITTEN_BY_ICURE))).isEqualTo(new HashDiagnosis.Current());
    }

    /** Those that a live server may hash again, and the unsalted one of its first generation. */
    @Test
    void replacesAllOtherForms() {
        String bcrypt = hash(Hashers.cheap(), "Correct-Horse-2");
        String unsalted = "2fabfaa75327cfa8ce429e8de8f77c8a1da01a6cedffac60160620c355dbb5f6";
        for (String stored : new String[] {bcrypt, unsalted}) {
            assertThat(verify(hasher, "Correct-Horse-2", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        }
        assertThat(verify(hasher, "Correct-Horse-3", "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd"))
                .isEqualTo(Verification.MATCHED_OUTDATED);
    }

    /** SECURITY case 18: iCure took any 64 letters for a hash and stored them in clear. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "2fabfaa75327cfa8ce429e8de8f77c8a1da01a6cedffac60160620c355dbb5f6",
                WRITTEN_BY_ICURE,
            })
    void aPasswordThatLooksLikeAHashIsHashedAndWorks(String password) {
        String stored = hash(hasher, password);
        assertThat(stored).doesNotContain(password);
        assertThat(verify(hasher, password, stored)).isEqualTo(Verification.MATCHED);
        assertThat(verify(hasher, password, password).isMatch()).isFalse();
    }

    /** Once no iCure server writes any more, leaving the setting out brings bcrypt back. */
    @Test
    void theDefaultReplacesWhatWasWrittenHere() {
        String stored = hash(hasher, "secret");
        assertThat(verify(Hashers.cheap(), "secret", stored)).isEqualTo(Verification.MATCHED_OUTDATED);
    }

    /** SECURITY case 2: fast hashes are no reason for a fast answer. */
    @Test
    void everyCheckMakesTheRoundsOfBcryptAllTheSame() {
        CountingBcrypt bcrypt = new CountingBcrypt();
        BcryptLimits limits = new BcryptLimits(6, 6);
        PasswordHasher counted = new BouncyCastlePasswordHasher(
                StoredHashFormats.besideIcure(
                        new HashLimits(limits, ForeignHashLimits.STANDARD), bcrypt, Optional.empty()),
                new WorkEqualizer(limits.cost(), bcrypt),
                count -> new byte[count],
                1);
        for (String stored : new String[] {WRITTEN_BY_ICURE, "*", hash(Hashers.cheap(), "x")}) {
            for (String password : new String[] {"", "Correct-Horse-3", "x"}) {
                Verification unused = verify(counted, password, stored);
                assertThat(bcrypt.takeRounds()).isEqualTo(64);
            }
        }
    }
}

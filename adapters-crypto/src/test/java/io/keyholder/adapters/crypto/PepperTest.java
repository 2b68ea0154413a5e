package io.keyholder.adapters.crypto;

import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.hash;
import static io.keyholder.adapters.crypto.internal.password.bcrypt.Hashers.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.password.BouncyCastlePasswordHasher;
import io.keyholder.adapters.crypto.internal.password.HashLimits;
import io.keyholder.adapters.crypto.internal.password.StoredHashFormats;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptLimits;
import io.keyholder.adapters.crypto.internal.password.bcrypt.CountingBcrypt;
import io.keyholder.adapters.crypto.internal.password.bcrypt.WorkEqualizer;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.testkit.contract.crypto.PasswordHasherContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PepperTest implements PasswordHasherContract {
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final String SHAPE = "\\{bcrypt-pepper:[0-9a-f]{16}}\\$2b\\$04\\$[./A-Za-z0-9]{53}";

    private final BouncyCastleCrypto without = crypto(CryptoOptions.defaults());
    private final BouncyCastleCrypto before = crypto(with(PepperKeys.of(OLD)));
    private final BouncyCastleCrypto rotated = crypto(with(PepperKeys.of(NEW).withEarlier(OLD)));
    private final BouncyCastleCrypto forgetful = crypto(with(PepperKeys.of(NEW)));

    @Override
    public PasswordHasher newHasher() {
        return before.passwordHasher();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 72, 73, 10_000})
    void passwordsOfAnyLengthHaveOneFormThatNamesTheKey(int length) {
        String password = "x".repeat(length);
        String stored = hash(before.passwordHasher(), password);
        assertThat(stored)
                .matches(SHAPE)
                .startsWith("{bcrypt-pepper:" + PepperKeys.of(OLD).currentId().orElseThrow() + "}");
        assertThat(verify(before.passwordHasher(), password, stored)).isEqualTo(Verification.MATCHED);
        assertThat(verify(before.passwordHasher(), password + "x", stored)).isEqualTo(Verification.MISMATCHED);
    }

    /** The form as docs/passwords.md says it, by the JDK's HMAC and Spring's bcrypt. */
    @Test
    void springVerifiesWhatIsWritten() throws GeneralSecurityException {
        Mac hmac = Mac.getInstance("HmacSHA384");
        hmac.init(new SecretKeySpec(OLD, "HmacSHA384"));
        byte[] digest = hmac.doFinal("grüße".getBytes(StandardCharsets.UTF_8));
        String crypt = hash(before.passwordHasher(), "grüße").substring("{bcrypt-pepper:0123456789abcdef}".length());
        assertThat(BCrypt.checkpw(Base64.getEncoder().encodeToString(digest), crypt))
                .isTrue();
    }

    @Test
    void hashesWithoutPepperAreOutdated() {
        for (String password : new String[] {"short", "x".repeat(100)}) {
            assertOutdated(before, password, hash(without.passwordHasher(), password));
        }
        assertOutdated(before, "Correct-Horse-3", "{SSHA}F0V9vR6J3KSzgUb16eIzr+fXv9QkZOwd");
    }

    @Test
    void hashesUnderAnEarlierKeyAreOutdatedAndNewOnesAreUnderTheCurrent() {
        String old = hash(before.passwordHasher(), "secret");
        assertOutdated(rotated, "secret", old);
        assertThat(verify(rotated.passwordHasher(), "other", old)).isEqualTo(Verification.MISMATCHED);
        String fresh = hash(rotated.passwordHasher(), "secret");
        assertThat(verify(forgetful.passwordHasher(), "secret", fresh)).isEqualTo(Verification.MATCHED);
    }

    @Test
    void aMissingKeyIsUnreadableAndNamed() {
        String old = hash(before.passwordHasher(), "secret");
        String idOfOld = PepperKeys.of(OLD).currentId().orElseThrow();
        for (BouncyCastleCrypto each : new BouncyCastleCrypto[] {forgetful, without, besideIcure()}) {
            assertThat(verify(each.passwordHasher(), "secret", old)).isEqualTo(Verification.UNREADABLE);
            assertThat(each.diagnose(PasswordHash.of(old))).isEqualTo(new HashDiagnosis.PepperKeyMissing(idOfOld));
        }
        assertThat(before.diagnose(PasswordHash.of(old))).isEqualTo(new HashDiagnosis.Current());
        assertThat(rotated.diagnose(PasswordHash.of(old))).isEqualTo(new HashDiagnosis.Outdated());
        assertThat(without.diagnose(PasswordHash.of(old + "x"))).isEqualTo(new HashDiagnosis.UnknownForm());
    }

    @Test
    void aHashRelabelledForAnotherKeyMatchesNothing() {
        String idOfNew = PepperKeys.of(NEW).currentId().orElseThrow();
        String relabelled = "{bcrypt-pepper:" + idOfNew + "}"
                + hash(before.passwordHasher(), "secret").substring("{bcrypt-pepper:0123456789abcdef}".length());
        assertThat(verify(rotated.passwordHasher(), "secret", relabelled)).isEqualTo(Verification.MISMATCHED);
    }

    @Test
    void aRetiredPepperIsCheckedAndReplacedByNone() {
        BouncyCastleCrypto retired = crypto(with(PepperKeys.retired(OLD)));
        assertOutdated(retired, "secret", hash(before.passwordHasher(), "secret"));
        String fresh = hash(retired.passwordHasher(), "secret");
        assertThat(fresh).startsWith("{bcrypt}");
        assertThat(verify(retired.passwordHasher(), "secret", fresh)).isEqualTo(Verification.MATCHED);
    }

    /** SECURITY case 2. */
    @Test
    void everyCheckMakesTheSameRounds() {
        CountingBcrypt bcrypt = new CountingBcrypt();
        BcryptLimits limits = new BcryptLimits(6, 6);
        PasswordHasher hasher = new BouncyCastlePasswordHasher(
                StoredHashFormats.bcrypt(
                        new HashLimits(limits, ForeignHashLimits.STANDARD),
                        bcrypt,
                        PepperKeys.of(NEW).withEarlier(OLD).keys(),
                        Optional.empty()),
                new WorkEqualizer(limits.cost(), bcrypt),
                count -> new byte[count],
                1);
        String known = hash(hasher, "x");
        assertThat(bcrypt.takeRounds()).isEqualTo(64);
        String missing = known.replaceFirst("[0-9a-f]{16}", "0123456789abcdef");
        for (String stored :
                new String[] {known, missing, hash(before.passwordHasher(), "x"), hash(without.passwordHasher(), "x")
                }) {
            for (String password : new String[] {"", "x", "y", "x".repeat(73)}) {
                Verification unused = verify(hasher, password, stored);
                assertThat(bcrypt.takeRounds()).isEqualTo(64);
            }
        }
    }

    @Test
    void isNeverCombinedWithTheHashesOfIcure() {
        PepperKeys keys = PepperKeys.of(OLD);
        assertThatThrownBy(() -> CryptoOptions.defaults().withPepperKeys(keys).withPasswordHashesOfIcure())
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("pepper ");
        assertThatThrownBy(() ->
                        CryptoOptions.defaults().withPasswordHashesOfIcure().withPepperKeys(keys))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keysAreCopiedSilentAndWipeable() {
        byte[] given = key(3);
        PepperKeys keys = PepperKeys.of(given);
        PepperKeys more = keys.withEarlier(OLD);
        Arrays.fill(given, (byte) 0);
        BouncyCastleCrypto crypto = crypto(with(keys));
        String stored = hash(crypto.passwordHasher(), "secret");
        assertThat(keys).hasToString("PepperKeys[hidden]");
        assertThat(HostKey.pepper(OLD).toString()).doesNotContain("0101");
        keys.close();
        assertThatThrownBy(() -> hash(crypto.passwordHasher(), "secret")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> verify(crypto.passwordHasher(), "secret", stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pepper keys were closed");
        assertThat(verify(crypto(with(more)).passwordHasher(), "secret", stored))
                .isEqualTo(Verification.MATCHED);
    }

    @Test
    void keysOfAnotherSizeAreRefused() {
        assertThatThrownBy(() -> PepperKeys.of(new byte[31]))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("pepper key has 31 bytes, not 32");
        assertThatThrownBy(() -> PepperKeys.retired(new byte[33])).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> PepperKeys.of(OLD).withEarlier(new byte[0])).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keysInAFileStandCurrentFirst(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("pepper.key"), List.of(base64(NEW), base64(OLD)));
        BouncyCastleCrypto crypto = crypto(with(PepperKeys.fromFile(file)));
        String fresh = hash(crypto.passwordHasher(), "secret");
        assertThat(verify(forgetful.passwordHasher(), "secret", fresh)).isEqualTo(Verification.MATCHED);
        assertOutdated(crypto, "secret", hash(before.passwordHasher(), "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "s3nt1nel", "s3nt1nel!", "s3nt1nels3nt1nels3nt1nels3nt1nels3nt1nels3n=\n\n"})
    void aFileOfAnythingElseIsRefusedWithoutShowingIt(String content, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pepper.key"), content);
        assertThatThrownBy(() -> PepperKeys.fromFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("pepper key file " + file)
                .hasMessageNotContaining("s3nt1nel");
    }

    @Test
    void aMissingFileIsNotMade(@TempDir Path folder) {
        Path file = folder.resolve("pepper.key");
        assertThatThrownBy(() -> PepperKeys.fromFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageEndingWith("cannot be read");
        assertThat(file).doesNotExist();
    }

    @Test
    void theIdOfAKeyDependsOnWhatItIsFor() {
        assertThat(HostKey.pepper(OLD).id()).isNotEqualTo(HostKey.sealing(OLD).id());
        assertThat(PepperKeys.retired(OLD).currentId()).isEmpty();
    }

    private static void assertOutdated(BouncyCastleCrypto crypto, String password, String stored) {
        assertThat(verify(crypto.passwordHasher(), password, stored)).isEqualTo(Verification.MATCHED_OUTDATED);
        assertThat(crypto.diagnose(PasswordHash.of(stored))).isEqualTo(new HashDiagnosis.Outdated());
    }

    private static BouncyCastleCrypto besideIcure() {
        return crypto(CryptoOptions.defaults().withPasswordHashesOfIcure());
    }

    private static CryptoOptions with(PepperKeys keys) {
        return CryptoOptions.defaults().withPepperKeys(keys);
    }

    private static BouncyCastleCrypto crypto(CryptoOptions options) {
        return BouncyCastleCrypto.create(options.withBcryptCost(BcryptLimits.LEAST));
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    private static byte[] key(int each) {
        byte[] key = new byte[PepperKeys.KEY_SIZE_BYTES];
        Arrays.fill(key, (byte) each);
        return key;
    }
}

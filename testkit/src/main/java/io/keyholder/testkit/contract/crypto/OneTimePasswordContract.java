package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.OneTimePasswordVectors;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link OneTimePassword} promises, with the vectors of RFC 4226 and RFC 6238. */
@EndsInTime
@Promise(
        of = OneTimePassword.class,
        value = "The time step that a code belongs to, among those acceptable at now; absent "
                + "when it is wrong, malformed or the secret is unreadable.")
public interface OneTimePasswordContract {
    /** The implementation under test. */
    OneTimePassword oneTimePassword();

    @Test
    default void computesTheVectorsOfRfc4226() {
        List<String> codes = List.of(
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489");
        for (int step = 0; step < codes.size(); step++) {
            assertThat(oneTimePassword().matchingStep(OneTimePasswordVectors.SHA1_6, codes.get(step), at(step)))
                    .hasValue(step);
        }
    }

    @Test
    @Promise(
            of = OneTimePassword.class,
            value = "Time-based one-time passwords (RFC 6238) over secrets in clear, in any stored " + "form")
    default void computesTheVectorsOfRfc6238() {
        for (OneTimePasswordVectors vector : OneTimePasswordVectors.RFC_6238) {
            assertThat(oneTimePassword().matchingStep(vector.secret(), vector.code(), vector.now()))
                    .as(vector.secret().encoded() + " " + vector.code())
                    .hasValue(vector.now().getEpochSecond() / OneTimePasswordVectors.STEP_SECONDS);
        }
    }

    @Test
    default void refusesTheVectorsOfOneAlgorithmUnderAnother() {
        TotpSecret sha1 = TotpSecret.of("SHA1:8:" + OneTimePasswordVectors.KEY_OF_20_BYTES);
        TotpSecret sha256 = TotpSecret.of("SHA256:8:" + OneTimePasswordVectors.KEY_OF_20_BYTES);
        Instant now = Instant.ofEpochSecond(59);
        assertThat(oneTimePassword().matchingStep(sha1, "94287082", now)).isPresent();
        assertThat(oneTimePassword().matchingStep(sha256, "94287082", now)).isEmpty();
    }

    @Test
    @Promise(
            of = OneTimePassword.class,
            value = "Time-based one-time passwords (RFC 6238) over secrets in clear, in any stored " + "form")
    default void readsEveryStoredForm() {
        String key = OneTimePasswordVectors.KEY_OF_32_BYTES;
        Instant now = Instant.ofEpochSecond(59);
        assertThat(oneTimePassword().matchingStep(TotpSecret.of("8:" + key), "46119246", now))
                .as("digits:base32 is SHA-256")
                .hasValue(1);
        assertThat(oneTimePassword().matchingStep(TotpSecret.of("6:" + key), "119246", now))
                .hasValue(1);
        assertThat(oneTimePassword().matchingStep(OneTimePasswordVectors.SHA1_6, "287082", now))
                .as("bare Base32 is SHA-1 with 6 digits")
                .hasValue(1);
        assertThat(oneTimePassword().isReadable(TotpSecret.of("JBSWY3DPEHPK3PXP")))
                .as("the 16 letters that iCure makes")
                .isTrue();
    }

    @Test
    default void acceptsTheStepBeforeAndAfterAndNoOther() {
        TotpSecret secret = OneTimePasswordVectors.SHA1_6;
        String codeOfStepFive = "254676";
        for (int step : List.of(4, 5, 6)) {
            assertThat(oneTimePassword().matchingStep(secret, codeOfStepFive, at(step)))
                    .hasValue(5);
            assertThat(oneTimePassword()
                            .matchingStep(secret, codeOfStepFive, at(step + 1).minusMillis(1)))
                    .hasValue(5);
        }
        for (Instant tooFar : List.of(at(3), at(4).minusMillis(1), at(7), at(20))) {
            assertThat(oneTimePassword().matchingStep(secret, codeOfStepFive, tooFar))
                    .isEmpty();
        }
    }

    @Test
    default void takesMalformedCodesForWrong() {
        TotpSecret secret = OneTimePasswordVectors.SHA1_6;
        for (String code : List.of(
                "",
                " ",
                "25467",
                "2546760",
                "0254676",
                " 254676",
                "254676 ",
                "254 676",
                "25467a",
                "-54676",
                "+54676",
                "٢٥٤٦٧٦",
                "２５４６７６",
                "254676\n",
                "254676\0",
                "2".repeat(100_000))) {
            assertThat(oneTimePassword().matchingStep(secret, code, at(5))).isEmpty();
        }
    }

    @Test
    default void doesNotFailAtTheEndsOfTime() {
        TotpSecret secret = OneTimePasswordVectors.SHA1_6;
        for (Instant now : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH.minusNanos(1), Instant.ofEpochSecond(-31))) {
            assertThat(oneTimePassword().matchingStep(secret, "254676", now)).isEmpty();
        }
        assertThat(oneTimePassword().matchingStep(secret, "755224", Instant.ofEpochSecond(-1)))
                .as("the step after is the first of all")
                .hasValue(0);
    }

    @Test
    @Promise(
            of = OneTimePassword.class,
            value = "Time-based one-time passwords (RFC 6238) over secrets in clear, in any stored " + "form")
    default void readsASecretHoweverItIsWritten() {
        for (String stored : OneTimePasswordVectors.SPELLINGS_OF_SHA1_6) {
            TotpSecret secret = TotpSecret.of(stored);
            assertThat(oneTimePassword().isReadable(secret)).as(stored).isTrue();
            assertThat(oneTimePassword().matchingStep(secret, "755224", at(0)))
                    .as(stored)
                    .hasValue(0);
            assertThat(oneTimePassword().enrolmentUri(secret, "issuer", "account"))
                    .contains("secret=" + OneTimePasswordVectors.KEY_OF_20_BYTES);
        }
    }

    @Test
    @Promise(of = OneTimePassword.class, value = "a secret that cannot be read checks nothing and lets no user in.")
    default void letsNobodyInWithAnUnreadableSecret() {
        for (String stored : OneTimePasswordVectors.UNREADABLE) {
            TotpSecret secret = TotpSecret.of(stored);
            assertThat(oneTimePassword().isReadable(secret)).as(stored).isFalse();
            assertThat(oneTimePassword().matchingStep(secret, "755224", at(0))).isEmpty();
            assertThatThrownBy(() -> oneTimePassword().enrolmentUri(secret, "issuer", "account"))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageNotContaining(stored);
        }
    }

    @Test
    @Promise(of = OneTimePassword.class, value = "A fresh secret of 160 bits or more")
    default void makesReadableSecretsOfAtLeast160Bits() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TotpSecret secret = oneTimePassword().newSecret();
            assertThat(oneTimePassword().isReadable(secret)).isTrue();
            assertThat(secret.encoded()).matches("(SHA1|SHA256|SHA512):[68]:[A-Z2-7]{32,}");
            made.add(secret.encoded());
        }
        assertThat(made).as("all differ").hasSize(100);
    }

    @Test
    @Promise(of = OneTimePassword.class, value = "URI that authenticator programs read.")
    default void givesAuthenticatorsAllTheyNeed() {
        String uri =
                oneTimePassword().enrolmentUri(OneTimePasswordVectors.SHA1_6, "Praxis Müller", "mary+home@example.org");
        assertThat(uri)
                .startsWith("otpauth://totp/Praxis%20M%C3%BCller:mary%2Bhome%40example.org?")
                .contains(
                        "secret=" + OneTimePasswordVectors.KEY_OF_20_BYTES,
                        "issuer=Praxis%20M%C3%BCller",
                        "algorithm=SHA1",
                        "digits=6",
                        "period=30");
    }

    private static Instant at(long step) {
        return Instant.ofEpochSecond(step * OneTimePasswordVectors.STEP_SECONDS);
    }
}

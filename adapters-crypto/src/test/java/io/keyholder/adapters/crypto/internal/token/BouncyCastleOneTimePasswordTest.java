package io.keyholder.adapters.crypto.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.testkit.contract.crypto.OneTimePasswordContract;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BouncyCastleOneTimePasswordTest implements OneTimePasswordContract {
    private static final String KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private final OneTimePassword codes =
            new BouncyCastleOneTimePassword(new SecureRandomSecretGenerator(new SecureRandom()));

    @Override
    public OneTimePassword oneTimePassword() {
        return codes;
    }

    @Test
    void makesSecretsThatEveryAuthenticatorComputes() {
        assertThat(codes.newSecret().encoded()).matches("SHA1:6:[A-Z2-7]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gezdgnbvgy3tqojqgezdgnbvgy3tqojq", KEY + "======", "SHA1:6:" + KEY, "SHA1:6:" + KEY + "="})
    void readsSecretsAsPeopleCopyThem(String stored) {
        assertThat(codes.matchingStep(TotpSecret.of(stored), "287082", Instant.ofEpochSecond(59)))
                .hasValue(1);
    }

    /**
     * Steps 910,737 and 910,738 share the code 911617 under the key of RFC 4226: found by search with another program.
     */
    @Test
    void aCodeThatIsRightForTwoStepsCountsForTheLater() {
        for (long now = 910_737; now <= 910_738; now++) {
            assertThat(codes.matchingStep(TotpSecret.of(KEY), "911617", Instant.ofEpochSecond(now * 30)))
                    .hasValue(910_738);
        }
        assertThat(codes.matchingStep(TotpSecret.of(KEY), "911617", Instant.ofEpochSecond(910_736L * 30)))
                .as("the later one is not in the window yet")
                .hasValue(910_737);
    }

    @ParameterizedTest
    @CsvSource({
        "'', mary, otpauth://totp/mary?",
        "'  ', mary, otpauth://totp/mary?",
        "Praxis, '', otpauth://totp/Praxis:?",
        "a:b, c:d, otpauth://totp/a%20b:c%20d?",
        "'x&secret=AAAA', 'y?#/%3A', otpauth://totp/x%26secret%3DAAAA:y%3F%23%2F%253A?",
        "'Dr. \u202Eyram\u0000\r\n', 😀, otpauth://totp/Dr.%20%20yram:%F0%9F%98%80?",
    })
    void nothingShownCanBreakTheUri(String issuer, String account, String beginning) {
        String uri = codes.enrolmentUri(TotpSecret.of(KEY), issuer, account);
        assertThat(uri).startsWith(beginning);
        assertThat(parametersOf(uri)).containsEntry("secret", KEY).containsEntry("digits", "6");
        assertThat(URI.create(uri).getScheme()).isEqualTo("otpauth");
    }

    @Test
    void shortensWhatIsShownSoThatThePictureStaysReadable() {
        String uri = codes.enrolmentUri(TotpSecret.of(KEY), "😀".repeat(5_000), "é".repeat(5_000));
        assertThat(uri).hasSizeLessThan(2_300);
        assertThat(parametersOf(uri).get("issuer")).isEqualTo("%F0%9F%98%80".repeat(OtpauthUri.MAX_SHOWN));
    }

    @ParameterizedTest
    @CsvSource({"8:, SHA256, 8", "6:, SHA256, 6", "SHA512:8:, SHA512, 8", "'', SHA1, 6"})
    void namesTheAlgorithmAndDigitsOfTheSecret(String form, String algorithm, String digits) {
        Map<String, String> parameters = parametersOf(codes.enrolmentUri(TotpSecret.of(form + KEY), "Praxis", "mary"));
        assertThat(parameters)
                .isEqualTo(Map.of(
                        "secret", KEY, "issuer", "Praxis", "algorithm", algorithm, "digits", digits, "period", "30"));
    }

    private static Map<String, String> parametersOf(String uri) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : uri.substring(uri.indexOf('?') + 1).split("&", -1)) {
            String before = parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            assertThat(before).as("no parameter twice").isNull();
        }
        return parameters;
    }
}

package io.keyholder.adapters.crypto.internal.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.internal.password.lanes.LaneBcrypt;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two functions that we have: ours for speed, Bouncy Castle's beside it. */
class BcryptFunctionTest {
    private final List<BcryptFunction> functions = List.of(new BouncyCastleBcrypt(), new LaneBcrypt(1));

    /** Source: the self-tests of Openwall's crypt_blowfish 1.3 (wrapper.c); keys are bytes, not text. */
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "552a55,         1, $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "552a552a,       1, $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "552a552a55,     1, $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
                "552a55,         0, $2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy",
                "a3,             1, $2a$05$/OK.fbVrR/bpIqNJ5ianF.Sa7shbm4.OzKpvFnX1pQLmQW96oUlCq",
                "ffffa3,         1, $2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
                "ffa3333435,     1, $2a$05$/OK.fbVrR/bpIqNJ5ianF.nRht2l/HRhr6zmCp9vYUvvsqynflf9e",
                "a36162,         1, $2a$05$/OK.fbVrR/bpIqNJ5ianF.6IflQkJytoRVc1yuaNtHfiuq.FRlSIS",
                "aa,            72, $2a$05$/OK.fbVrR/bpIqNJ5ianF.swQOIzjOiJ9GHEPuhEkvqrUyvWhEMx6",
                "aa55,          36, $2a$05$/OK.fbVrR/bpIqNJ5ianF.R9xrDjiycxMbQE2bp.vgqlYpW5wx2yy",
                "55aaff,        24, $2a$05$/OK.fbVrR/bpIqNJ5ianF.9tQZzcJfm3uj2NvJ/n5xkhpqLrMpWCe",
            })
    void computesTheDigestsOfCryptBlowfish(String hex, int times, String expected) {
        byte[] key = HexFormat.of().parseHex(hex.repeat(times));
        BcryptText text = BcryptText.parse(expected).orElseThrow();
        assertThat(functions)
                .allSatisfy(bcrypt ->
                        assertThat(bcrypt.digest(key, text.salt(), text.cost())).isEqualTo(text.digest()));
    }

    @Test
    void leavesTheKeyAsItWas() {
        byte[] key = "key".getBytes(StandardCharsets.US_ASCII);
        assertThat(functions).allSatisfy(bcrypt -> {
            byte[] unused = bcrypt.digest(key, new byte[BcryptFunction.SALT_BYTES], BcryptLimits.LEAST);
            assertThat(key).asString(StandardCharsets.US_ASCII).isEqualTo("key");
        });
    }

    @Test
    void neverTruncatesAKey() {
        assertThat(functions)
                .allSatisfy(bcrypt -> assertThatThrownBy(() ->
                                bcrypt.digest(new byte[73], new byte[BcryptFunction.SALT_BYTES], BcryptLimits.LEAST))
                        .isInstanceOf(IllegalArgumentException.class));
    }
}

package io.keyholder.adapters.crypto.internal.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class HkdfTest {
    /** RFC 5869, appendix A.3: neither salt nor info. */
    @Test
    void derivesWhatTheStandardDerives() {
        byte[] key = HexFormat.of().parseHex("0b".repeat(22));

        assertThat(HexFormat.of().formatHex(Hkdf.derive(key, new byte[0], 42)))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }

    @Property(tries = 200)
    void derivesWhatBouncyCastleDerives(
            @ForAll @Size(max = 80) byte[] key,
            @ForAll @Size(max = 80) byte[] info,
            @ForAll @IntRange(min = 1, max = 200) int count) {
        HKDFBytesGenerator peer = new HKDFBytesGenerator(SHA256Digest.newInstance());
        peer.init(new HKDFParameters(key, null, info));
        byte[] expected = new byte[count];
        peer.generateBytes(expected, 0, count);

        assertThat(Hkdf.derive(key, info, count)).isEqualTo(expected);
    }

    @Test
    void refusesMoreThanTheStandardAllows() {
        assertThat(Hkdf.derive(new byte[1], new byte[0], 8_160)).hasSize(8_160);
        assertThatThrownBy(() -> Hkdf.derive(new byte[1], new byte[0], 8_161))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

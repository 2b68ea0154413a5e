package io.keyholder.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FORMATS section 9: v1 is the last 32 hex digits of the encoding, v2 the digits [-32, -10). */
class FingerprintTest {
    private static final byte[] SPKI = HexFormat.of().parseHex("ff".repeat(40) + "00112233445566778899aabbccddeeff");

    @Test
    void takesICuresPartsOfTheEncoding() {
        Fingerprint fingerprint =
                EncryptionPublicKey.ofSpki(SPKI, KeyPadding.OAEP_SHA256).fingerprint();
        assertThat(fingerprint.v1()).isEqualTo("00112233445566778899aabbccddeeff");
        assertThat(fingerprint.v2()).isEqualTo("00112233445566778899aa");
        assertThat(fingerprint.sha256()).hasSize(64);
    }

    @Test
    void matchesEveryWholeFormAndNoPart() {
        Fingerprint fingerprint =
                EncryptionPublicKey.ofSpki(SPKI, KeyPadding.OAEP_SHA256).fingerprint();
        assertThat(List.of(
                        "00112233445566778899aabbccddeeff",
                        "00112233445566778899AABBCCDDEEFF",
                        "00112233445566778899aa",
                        fingerprint.sha256()))
                .allMatch(fingerprint::matches);
        assertThat(List.of("", "00112233445566778899", fingerprint.sha256().substring(1), " 00112233445566778899aa"))
                .noneMatch(fingerprint::matches);
    }

    @Test
    void publicKeysAreComparedByContentAndPadding() {
        EncryptionPublicKey key = EncryptionPublicKey.ofSpki(SPKI, KeyPadding.OAEP_SHA256);
        assertThat(key).isEqualTo(EncryptionPublicKey.ofSpki(SPKI.clone(), KeyPadding.OAEP_SHA256));
        assertThat(key).isNotEqualTo(EncryptionPublicKey.ofSpki(SPKI, KeyPadding.OAEP_SHA1));
        assertThat(key.hex()).startsWith("ffff").hasSize(SPKI.length * 2);
        Arrays.fill(key.spki(), (byte) 0);
        assertThat(key.spki()).isEqualTo(SPKI);
    }

    @Test
    void refusesImpossibleEncodings() {
        assertThatThrownBy(() -> EncryptionPublicKey.ofSpki(new byte[31], KeyPadding.OAEP_SHA1))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> EncryptionPublicKey.ofSpki(new byte[5_000], KeyPadding.OAEP_SHA1))
                .isInstanceOf(InvalidValueException.class);
    }
}

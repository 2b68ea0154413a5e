package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.SealedBytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ContentCipher} promises. */
@EndsInTime
@Promise(of = ContentCipher.class, value = "The content, whole and unchanged; the caller wipes it.")
public interface ContentCipherContract {
    /** What is sealed here is about this. */
    SealingContext CONTEXT = new SealingContext("report 17");

    /** A cipher. */
    ContentCipher newCipher();

    @Test
    default void opensWhatItSealedUnderTheKey() {
        for (int size : List.of(0, 1, 16, 100, 70_000)) {
            byte[] content = new byte[size];
            assertThat(newCipher().open(newCipher().seal(content, key(1), CONTEXT), key(1), CONTEXT))
                    .isEqualTo(content);
        }
    }

    @Test
    default void opensUnderNoOtherKeyAndInNoOtherContext() {
        byte[] sealed = newCipher().seal(new byte[100], key(1), CONTEXT);
        SealedBytes.assertUnopenable(bytes -> newCipher().open(bytes, key(2), CONTEXT), sealed);
        SealedBytes.assertUnopenable(bytes -> newCipher().open(bytes, key(1), new SealingContext("other")), sealed);
    }

    @Test
    @Promise(of = ContentCipher.class, value = "The sealed form, in which every change is noticed.")
    default void opensNothingThatWasChanged() {
        for (byte[] changed : SealedBytes.changesOf(newCipher().seal(new byte[100], key(1), CONTEXT))) {
            SealedBytes.assertUnopenable(bytes -> newCipher().open(bytes, key(1), CONTEXT), changed);
        }
    }

    @Test
    @Promise(of = ContentCipher.class, value = "sealing the same content twice MUST give different results.")
    default void sealsDifferentlyEachTimeInBothForms() {
        assertThat(newCipher().seal(new byte[100], key(1), CONTEXT))
                .isNotEqualTo(newCipher().seal(new byte[100], key(1), CONTEXT));
        assertThat(newCipher().sealUnauthenticated(new byte[100], key(1)))
                .isNotEqualTo(newCipher().sealUnauthenticated(new byte[100], key(1)));
    }

    @Test
    @Promise(of = ContentCipher.class, value = "What sealUnauthenticated or an iCure client wrote")
    default void opensTheUnauthenticatedFormItWrote() {
        for (int size : List.of(0, 1, 15, 16, 17, 70_000)) {
            byte[] content = new byte[size];
            byte[] sealed = newCipher().sealUnauthenticated(content, key(1));
            assertThat(sealed).hasSize(16 + size / 16 * 16 + 16);
            assertThat(newCipher().openUnauthenticated(sealed, key(1))).isEqualTo(content);
        }
    }

    /**
     * NIST SP 800-38A F.2.5, the first block of CBC-AES256 encryption, with a block of PKCS #7 padding that was
     * computed with openssl 3.0.
     */
    @Test
    @Promise(of = ContentCipher.class, value = "What sealUnauthenticated or an iCure client wrote")
    default void readsTheUnauthenticatedFormOfOthers() {
        ContentKey key = ContentKey.of(
                HexFormat.of().parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"));
        byte[] sealed = HexFormat.of()
                .parseHex("000102030405060708090a0b0c0d0e0f" + "f58c4c04d6e5f1ba779eabfb5f7bfbd6"
                        + "485a5c81519cf378fa36d42b8547edc0");
        assertThat(newCipher().openUnauthenticated(sealed, key))
                .isEqualTo(HexFormat.of().parseHex("6bc1bee22e409f96e93d7e117393172a"));
    }

    /** No more can be promised: what was changed in front of the last block opens as something else. */
    @Test
    @Promise(of = ContentCipher.class, value = "whatever the reason, where it is noticed")
    default void givesOneErrorForWhateverItNoticesInTheUnauthenticatedForm() {
        byte[] sealed = newCipher().sealUnauthenticated(new byte[32], key(1));
        for (int length = 0; length < sealed.length; length++) {
            if (length % 16 != 0 || length <= 16) {
                SealedBytes.assertUnopenable(
                        bytes -> newCipher().openUnauthenticated(bytes, key(1)), Arrays.copyOf(sealed, length));
            }
        }
        SealedBytes.assertUnopenable(
                bytes -> newCipher().openUnauthenticated(bytes, key(1)), SealedBytes.flipped(sealed, 16 + 16 + 15));
    }

    private static ContentKey key(int number) {
        byte[] bytes = new byte[ContentKey.SIZE_BYTES];
        bytes[0] = (byte) number;
        return ContentKey.of(bytes);
    }
}

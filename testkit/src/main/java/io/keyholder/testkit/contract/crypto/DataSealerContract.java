package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.SealedBytes;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link DataSealer} promises. */
@EndsInTime
@Promise(of = DataSealer.class, value = "and so that every change is noticed.")
public interface DataSealerContract {
    /** What is sealed here is about this. */
    SealingContext CONTEXT = new SealingContext("report 17");

    /** A sealer. */
    DataSealer newSealer();

    @Test
    @Promise(of = DataSealer.class, value = "The content, whole and unchanged, or none of it")
    default void opensWhatItSealedOfAnySize() {
        for (int size : List.of(0, 1, 15, 16, 17, 1_000, 65_535, 65_536, 65_537, 131_072, 200_000)) {
            byte[] content = content(size);
            assertThat(open(sealed(content), TestKeyPairs.mary())).isEqualTo(content);
        }
    }

    @Test
    @Promise(
            of = DataSealer.class,
            value = "Seals content so that the holder of any one of several private keys opens it, "
                    + "and no one else")
    default void opensForEachRecipientAndNobodyElse() {
        byte[] content = content(100);
        byte[] forBoth =
                newSealer().seal(content, List.of(mary(), TestKeyPairs.john().publicKey(), mary()), CONTEXT);
        assertThat(open(forBoth, TestKeyPairs.mary())).isEqualTo(content);
        assertThat(open(forBoth, TestKeyPairs.john())).isEqualTo(content);
        byte[] forMary = sealed(content);
        assertUnopenable(forMary, TestKeyPairs.john(), CONTEXT);
        EncryptionKeyPair maryWithJohnsKey =
                new EncryptionKeyPair(mary(), TestKeyPairs.john().privateKey());
        assertUnopenable(forMary, maryWithJohnsKey, CONTEXT);
    }

    @Test
    @Promise(of = DataSealer.class, value = "Each recipient's key MUST be used with its own padding and no other.")
    default void opensForKeysOfEitherPaddingAndNoOther() {
        byte[] content = content(100);
        for (KeyPadding padding : KeyPadding.values()) {
            EncryptionKeyPair pair = TestKeyPairs.mary(padding);
            byte[] sealed = newSealer().seal(content, List.of(pair.publicKey()), CONTEXT);
            assertThat(open(sealed, pair)).isEqualTo(content);
            KeyPadding other = padding == KeyPadding.OAEP_SHA1 ? KeyPadding.OAEP_SHA256 : KeyPadding.OAEP_SHA1;
            assertUnopenable(sealed, TestKeyPairs.mary(other), CONTEXT);
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "The content, whole and unchanged, or none of it")
    default void opensInItsContextOnly() {
        byte[] sealed = sealed(content(100));
        for (String other : List.of("report 1", "report 170", "Report 17", " report 17", "x")) {
            assertUnopenable(sealed, TestKeyPairs.mary(), new SealingContext(other));
        }
    }

    @Test
    default void opensNothingThatWasChangedOrCutOrLengthened() {
        for (int size : List.of(0, 40, 70_000)) {
            for (byte[] changed : SealedBytes.changesOf(sealed(content(size)))) {
                assertUnopenable(changed, TestKeyPairs.mary(), CONTEXT);
            }
        }
    }

    /** Blocks of any size a sealer may have worked in. */
    @Test
    default void opensNothingThatWasReordered() {
        byte[] sealed = sealed(content(300_000));
        for (int size : List.of(16, 4_096, 4_112, 65_536, 65_552)) {
            int behindTheFirstBlocks = sealed.length - 3 * size;
            assertUnopenable(SealedBytes.swapped(sealed, behindTheFirstBlocks, size), TestKeyPairs.mary(), CONTEXT);
        }
    }

    @Test
    default void opensNoMixtureOfTwoMessages() {
        byte[] first = sealed(content(100));
        byte[] second = sealed(content(100));
        for (int cut = 0; cut < first.length; cut += 7) {
            byte[] mixed =
                    SealedBytes.joined(Arrays.copyOf(first, cut), Arrays.copyOfRange(second, cut, second.length));
            if (!Arrays.equals(mixed, second)) {
                assertUnopenable(mixed, TestKeyPairs.mary(), CONTEXT);
            }
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "whatever the reason")
    default void opensNoGarbage() {
        for (int size : List.of(0, 1, 4, 6, 7, 100, 1_000)) {
            assertUnopenable(content(size), TestKeyPairs.mary(), CONTEXT);
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "Sealing the same content twice MUST give different results.")
    default void sealsTheSameContentDifferentlyEachTime() {
        byte[] content = content(100);
        assertThat(sealed(content)).isNotEqualTo(sealed(content));
    }

    @Test
    @Promise(of = DataSealer.class, value = "opens it, and no one else")
    default void hidesTheContent() {
        byte[] content = "a sentence that nobody else may read".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(sealed(content), StandardCharsets.ISO_8859_1)).doesNotContain("nobody else");
    }

    @Test
    @Promise(of = DataSealer.class, value = "when there are no recipients or more than")
    default void refusesRecipientsThatCannotBe() {
        List<EncryptionPublicKey> twoPaddings = List.of(
                TestKeyPairs.mary(KeyPadding.OAEP_SHA1).publicKey(),
                TestKeyPairs.mary(KeyPadding.OAEP_SHA256).publicKey());
        EncryptionPublicKey noKey = EncryptionPublicKey.ofSpki(content(300), KeyPadding.OAEP_SHA256);
        for (List<EncryptionPublicKey> recipients :
                List.of(List.<EncryptionPublicKey>of(), twoPaddings, List.of(noKey))) {
            assertRefused(recipients);
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "when one is not an RSA key of at least 3072 bits")
    default void sealsForNoWeakKey() {
        for (EncryptionKeyPair weak : TestKeyPairs.allWeak()) {
            assertRefused(List.of(mary(), weak.publicKey()));
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "or not in DER")
    default void sealsForNoKeyInAnotherEncoding() {
        assertRefused(List.of(TestKeyPairs.maryEncodedOtherwise().publicKey()));
    }

    private void assertRefused(List<EncryptionPublicKey> recipients) {
        assertThatThrownBy(() -> newSealer().seal(content(10), recipients, CONTEXT))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Promise(of = DataSealer.class, value = "a key given twice counts once")
    default void countsAKeyThatIsGivenOftenOnce() {
        List<EncryptionPublicKey> often = Collections.nCopies(DataSealer.MAX_RECIPIENTS + 1, mary());
        assertThat(newSealer().seal(content(10), often, CONTEXT))
                .hasSameSizeAs(newSealer().seal(content(10), List.of(mary()), CONTEXT));
    }

    @Test
    @Promise(of = DataSealer.class, value = "What is sealed with the one pair of methods MUST open with the other.")
    default void streamsWhatTheOtherMethodsSealAndOpen() throws IOException {
        for (int size : List.of(0, 100, 65_536, 200_000)) {
            byte[] content = content(size);
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            newSealer().seal(new ByteArrayInputStream(content), sealed, List.of(mary()), CONTEXT);
            assertThat(open(sealed.toByteArray(), TestKeyPairs.mary())).isEqualTo(content);
            assertThat(streamed(sealed(content), new ByteArrayOutputStream())).isEqualTo(content);
        }
    }

    /** Whatever comes out of a stream before it fails is the beginning of the content. */
    @Test
    @Promise(of = DataSealer.class, value = "Every byte that is written is authentic and in its place")
    default void streamsNothingButAuthenticContent() {
        byte[] content = content(200_000);
        byte[] sealed = sealed(content);
        for (int position = 1; position < sealed.length; position += 9_973) {
            for (byte[] changed : List.of(SealedBytes.flipped(sealed, position), Arrays.copyOf(sealed, position))) {
                ByteArrayOutputStream released = new ByteArrayOutputStream();
                assertThatThrownBy(() -> streamed(changed, released)).isInstanceOf(UnopenableDataException.class);
                byte[] part = released.toByteArray();
                assertThat(part.length).isLessThanOrEqualTo(position);
                assertThat(part).isEqualTo(Arrays.copyOf(content, part.length));
            }
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "Implementations MUST be thread-safe and keep nothing.")
    default void leavesKeysOpenAndContentUnchanged() {
        byte[] content = content(100);
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            byte[] sealed = newSealer().seal(content, List.of(pair.publicKey()), CONTEXT);
            byte[] copy = sealed.clone();
            newSealer().open(sealed, pair, CONTEXT);
            assertThat(sealed).isEqualTo(copy);
            assertThat(content).isEqualTo(content(100));
            assertThat(pair.privateKey().pkcs8()).isNotEmpty();
        }
    }

    @Test
    @Promise(of = DataSealer.class, value = "Implementations MUST be thread-safe and keep nothing.")
    default void refusesAClosedKey() {
        byte[] sealed = sealed(content(10));
        EncryptionKeyPair closed = TestKeyPairs.mary();
        closed.close();
        assertThatThrownBy(() -> newSealer().open(sealed, closed, CONTEXT)).isInstanceOf(IllegalStateException.class);
    }

    private byte[] sealed(byte[] content) {
        return newSealer().seal(content, List.of(mary()), CONTEXT);
    }

    private byte[] open(byte[] sealed, EncryptionKeyPair pair) {
        return newSealer().open(sealed, pair, CONTEXT);
    }

    private byte[] streamed(byte[] sealed, ByteArrayOutputStream target) {
        try (EncryptionKeyPair pair = TestKeyPairs.mary()) {
            newSealer().open(new ByteArrayInputStream(sealed), target, pair, CONTEXT);
            return target.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void assertUnopenable(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        SealedBytes.assertUnopenable(bytes -> newSealer().open(bytes, pair, context), sealed);
    }

    private static EncryptionPublicKey mary() {
        return TestKeyPairs.mary().publicKey();
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}

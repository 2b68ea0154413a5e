package io.keyholder.adapters.crypto.internal.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.KeyPool;
import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * What is sealed, whatever it is and for whomever, opens for each of them, for nobody else, and not when it was changed
 * or cut.
 */
class DataSealingProperties {
    private static final DataSealer SEALER = BouncyCastleCrypto.create().dataSealer();

    @SuppressWarnings("NullAway.Init") // made before the first try
    private static Path folder;

    @BeforeContainer
    static void makeAFolder() throws IOException {
        folder = Files.createTempDirectory("keyholder-sealing");
    }

    @AfterContainer
    static void removeTheFolder() throws IOException {
        Files.delete(folder);
    }

    @Property(tries = 60)
    void opensForEachOwnerAndForNobodyElse(
            @ForAll("contents") byte[] content, @ForAll("owners") Set<Integer> owners, @ForAll("contexts") String about)
            throws IOException {
        SealingContext context = new SealingContext(about);
        byte[] sealed = sealed(content, owners, context);
        for (int number = 0; number < KeyPool.PAIRS.size(); number++) {
            EncryptionKeyPair pair = KeyPool.PAIRS.get(number);
            if (owners.contains(number)) {
                assertThat(SEALER.open(sealed, pair, context)).isEqualTo(content);
                ByteArrayOutputStream streamed = new ByteArrayOutputStream();
                SEALER.open(new ByteArrayInputStream(sealed), streamed, pair, context);
                assertThat(streamed.toByteArray()).isEqualTo(content);
            } else {
                assertUnopenable(sealed, pair, context);
            }
        }
        assertUnopenable(sealed, ownerOf(owners), new SealingContext(about + "x"));
    }

    @Property(tries = 150)
    void opensNothingWithAnyBitFlipped(
            @ForAll("contents") byte[] content,
            @ForAll("owners") Set<Integer> owners,
            @ForAll @IntRange(max = Integer.MAX_VALUE) int bit) {
        SealingContext context = new SealingContext("report 17");
        byte[] sealed = sealed(content, owners, context);
        sealed[bit / Byte.SIZE % sealed.length] ^= (byte) (1 << bit % Byte.SIZE);
        if (owners.size() == 1) {
            assertUnopenable(sealed, ownerOf(owners), context);
        } else {
            // The header is authenticated as a whole, so what concerns one owner concerns all.
            owners.forEach(number -> assertUnopenable(sealed, KeyPool.PAIRS.get(number), context));
        }
    }

    @Property(tries = 100)
    void opensNothingThatWasCut(
            @ForAll("contents") byte[] content, @ForAll @IntRange(max = Integer.MAX_VALUE) int cut) {
        SealingContext context = new SealingContext("report 17");
        byte[] sealed = sealed(content, Set.of(0), context);
        assertUnopenable(Arrays.copyOf(sealed, cut % sealed.length), KeyPool.PAIRS.get(0), context);
    }

    /** Where nothing but the missing end says so: each block by itself is as it was. */
    @Property(tries = 20)
    void opensNothingThatWasCutBetweenItsBlocks(
            @ForAll @IntRange(min = 1, max = 3) int blocks, @ForAll @IntRange(min = 1, max = 100) int rest) {
        SealingContext context = new SealingContext("report 17");
        byte[] sealed = sealed(new byte[blocks * SealedChunks.CHUNK_BYTES + rest], Set.of(0), context);
        int length = sealed.length - rest - SealedChunks.TAG_BYTES;
        for (int left = blocks; left > 0; left--) {
            assertUnopenable(Arrays.copyOf(sealed, length), KeyPool.PAIRS.get(0), context);
            length -= SealedChunks.CHUNK_BYTES + SealedChunks.TAG_BYTES;
        }
    }

    /** The last block may be shorter than its tag by then, or hold bytes that were never sealed. */
    @Property(tries = 60)
    void opensNothingThatEndsNearABlock(
            @ForAll @IntRange(min = 1, max = 3) int blocks,
            @ForAll @IntRange(min = -40, max = 40) int beyond,
            @ForAll @IntRange(min = 1, max = 100) int rest) {
        SealingContext context = new SealingContext("report 17");
        byte[] sealed = sealed(new byte[blocks * SealedChunks.CHUNK_BYTES + rest], Set.of(0), context);
        int length = sealed.length - rest - SealedChunks.TAG_BYTES + beyond;
        Assume.that(length != sealed.length);
        assertUnopenable(Arrays.copyOf(sealed, length), KeyPool.PAIRS.get(0), context);
    }

    @Property(tries = 60)
    void sealsInMemoryAndThroughStreamsAlike(
            @ForAll @IntRange(max = 2) int blocks, @ForAll @IntRange(min = -2, max = 2) int beyond) throws IOException {
        byte[] content = new byte[Math.max(0, blocks * SealedChunks.CHUNK_BYTES + beyond)];
        new Random(beyond).nextBytes(content);
        SealingContext context = new SealingContext("report 17");
        EncryptionKeyPair pair = KeyPool.PAIRS.get(0);
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        SEALER.seal(new ByteArrayInputStream(content), streamed, List.of(pair.publicKey()), context);
        byte[] sealed = sealed(content, Set.of(0), context);
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        SEALER.open(new ByteArrayInputStream(sealed), opened, pair, context);
        assertThat(streamed.size()).isEqualTo(sealed.length);
        assertThat(SEALER.open(streamed.toByteArray(), pair, context)).isEqualTo(content);
        assertThat(opened.toByteArray()).isEqualTo(content);
    }

    /** No partial content either: neither in memory nor in the file that it should go to. */
    private static void assertUnopenable(byte[] sealed, EncryptionKeyPair pair, SealingContext context) {
        assertThatThrownBy(() -> SEALER.open(sealed, pair, context)).isInstanceOf(UnopenableDataException.class);
        OwnerOnlyFile file = OwnerOnlyFile.at(folder.resolve("content"));
        assertThatThrownBy(
                        () -> file.save(target -> SEALER.open(new ByteArrayInputStream(sealed), target, pair, context)))
                .isInstanceOf(UnopenableDataException.class)
                .hasNoCause();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] sealed(byte[] content, Set<Integer> owners, SealingContext context) {
        List<EncryptionPublicKey> keys = owners.stream()
                .map(number -> KeyPool.PAIRS.get(number).publicKey())
                .toList();
        return SEALER.seal(content, keys, context);
    }

    private static EncryptionKeyPair ownerOf(Set<Integer> owners) {
        return KeyPool.PAIRS.get(owners.iterator().next());
    }

    /** Most often short, and often about as long as one or two of the blocks that content is sealed in. */
    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(SealedChunks.CHUNK_BYTES - 1, SealedChunks.CHUNK_BYTES + 1),
                Arbitraries.integers().between(2 * SealedChunks.CHUNK_BYTES - 1, 2 * SealedChunks.CHUNK_BYTES + 1));
        return Combinators.combine(sizes, Arbitraries.longs()).as(DataSealingProperties::bytes);
    }

    @Provide
    Arbitrary<Set<Integer>> owners() {
        return Arbitraries.integers().between(0, KeyPool.PAIRS.size() - 1).set().ofMinSize(1);
    }

    @Provide
    Arbitrary<String> contexts() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars(" é/:-")
                .ofMinLength(1)
                .ofMaxLength(100);
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

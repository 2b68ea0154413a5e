package io.keyholder.testkit.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.keys.UnopenableDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What an attacker does to sealed bytes. A sealer opens none of it. */
public final class SealedBytes {
    private static final int SAMPLES = 40;

    private SealedBytes() {}

    /** The whole of each kind where the data is short, a sample where it is long. */
    public static List<byte[]> changesOf(byte[] sealed) {
        List<byte[]> changed = new ArrayList<>();
        for (int position : positions(sealed.length)) {
            changed.add(flipped(sealed, position));
            changed.add(Arrays.copyOf(sealed, position));
            changed.add(Arrays.copyOfRange(sealed, position + 1, sealed.length));
        }
        changed.add(Arrays.copyOf(sealed, sealed.length + 1));
        changed.add(joined(sealed, sealed));
        return changed;
    }

    /** With two blocks of this size, at multiples of it behind the offset, in each other's place. */
    public static byte[] swapped(byte[] sealed, int offset, int size) {
        byte[] changed = sealed.clone();
        System.arraycopy(sealed, offset, changed, offset + size, size);
        System.arraycopy(sealed, offset + size, changed, offset, size);
        return changed;
    }

    public static byte[] flipped(byte[] sealed, int position) {
        byte[] changed = sealed.clone();
        changed[position] ^= 1;
        return changed;
    }

    public static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public static void assertUnopenable(UnaryOperator<byte[]> open, byte[] sealed) {
        assertThatThrownBy(() -> open.apply(sealed))
                .isExactlyInstanceOf(UnopenableDataException.class)
                .hasMessage(new UnopenableDataException().getMessage())
                .hasNoCause();
    }

    private static int[] positions(int length) {
        return length <= SAMPLES
                ? IntStream.range(0, length).toArray()
                : IntStream.concat(
                                IntStream.of(0, 1, 3, 4, 5, length - 17, length - 16, length - 1),
                                new Random(length).ints(SAMPLES, 0, length))
                        .toArray();
    }
}

package io.keyholder.adapters.crypto.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.testkit.contract.crypto.SecretSplitterContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ShamirSplitterTest implements SecretSplitterContract {
    @Override
    public SecretSplitter newSplitter() {
        return BouncyCastleCrypto.create().secretSplitter();
    }

    /** Lagrange's formula at zero over GF(256) with 0x11b, written here from the definition. */
    @Property(tries = 50)
    void anybodyWhoKnowsTheFieldCombinesTheShares(
            @ForAll @Size(min = 1, max = 20) byte[] secret,
            @ForAll @IntRange(min = 2, max = 6) int threshold,
            @ForAll @IntRange(max = 4) int more) {
        List<byte[]> shares = newSplitter().split(secret, threshold, threshold + more);
        Map<Integer, byte[]> last = new HashMap<>();
        for (int number = more + 1; number <= shares.size(); number++) {
            last.put(number, shares.get(number - 1));
        }
        byte[] combined = new byte[secret.length];
        last.forEach((number, share) -> {
            int weight = 1;
            for (int other : last.keySet()) {
                weight = other == number ? weight : times(weight, over(other, other ^ number));
            }
            for (int index = 0; index < combined.length; index++) {
                combined[index] ^= (byte) times(weight, share[index] & 0xff);
            }
        });
        assertThat(combined).isEqualTo(secret);
    }

    private static int over(int dividend, int divisor) {
        int quotient = 0;
        while (times(quotient, divisor) != dividend) {
            quotient++;
        }
        return quotient;
    }

    private static int times(int first, int second) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product <<= 1;
            product ^= (product & 0x100) == 0 ? 0 : 0x11b;
            product ^= (second >> bit & 1) == 0 ? 0 : first;
        }
        return product;
    }
}

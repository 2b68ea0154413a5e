package io.keyholder.adapters.crypto.internal.password.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import io.keyholder.adapters.crypto.internal.password.bcrypt.BouncyCastleBcrypt;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in the other lanes, each digest is Bouncy Castle's. */
class BcryptLanesProperties {
    private final BcryptFunction peer = new BouncyCastleBcrypt();

    @Property(tries = 150)
    void everyLaneComputesWhatBouncyCastleDoes(
            @ForAll("inputs") List<BcryptBatch.Input> inputs, @ForAll @IntRange(min = 4, max = 5) int cost) {
        List<byte[]> digests = BcryptBatch.digests(inputs, cost);
        assertThat(digests).hasSameSizeAs(inputs);
        for (int lane = 0; lane < inputs.size(); lane++) {
            BcryptBatch.Input input = inputs.get(lane);
            assertThat(digests.get(lane)).isEqualTo(peer.digest(input.key(), input.salt(), cost));
        }
    }

    @Property(tries = 50)
    void aLoneDigestIsTheSame(@ForAll("inputs") List<BcryptBatch.Input> inputs) {
        BcryptBatch.Input input = inputs.get(0);
        assertThat(new LaneBcrypt(1).digest(input.key(), input.salt(), 4))
                .isEqualTo(peer.digest(input.key(), input.salt(), 4));
    }

    @Provide
    Arbitrary<List<BcryptBatch.Input>> inputs() {
        Arbitrary<byte[]> keys = bytes(Arbitraries.bytes(), 0, BcryptFunction.MAX_KEY_BYTES);
        Arbitrary<byte[]> salts = bytes(Arbitraries.bytes(), BcryptFunction.SALT_BYTES, BcryptFunction.SALT_BYTES);
        return Combinators.combine(keys, salts)
                .as(BcryptBatch.Input::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(BcryptBatch.MOST);
    }

    private static Arbitrary<byte[]> bytes(Arbitrary<Byte> single, int least, int most) {
        return single.array(byte[].class).ofMinSize(least).ofMaxSize(most);
    }
}

package io.keyholder.adapters.crypto.internal.password.lanes;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Computes digests of one cost together, each in a lane of its own. Stateless; wipes what it worked on. */
final class BcryptBatch {
    /** How many digests are computed together at most. */
    static final int MOST = 4;

    private static final LaneKernel ONE = new OneLane();
    private static final LaneKernel TWO = new TwoLanes();
    private static final LaneKernel FOUR = new FourLanes();

    private BcryptBatch() {}

    /** One digest to compute. Keeps the arrays as they were passed. */
    static final class Input {
        private final byte[] key;
        private final byte[] salt;

        /**
         * With a key and a salt of the sizes that bcrypt takes.
         *
         * @param key up to {@value BcryptFunction#MAX_KEY_BYTES} bytes
         * @param salt {@value BcryptFunction#SALT_BYTES} bytes
         */
        Input(byte[] key, byte[] salt) {
            this.key = key;
            this.salt = salt;
        }

        byte[] key() {
            return key;
        }

        byte[] salt() {
            return salt;
        }
    }

    /**
     * The digests in the order of the inputs.
     *
     * @param inputs 1 to {@value #MOST}
     */
    static List<byte[]> digests(List<Input> inputs, int cost) {
        LaneKernel kernel = kernelFor(inputs.size());
        int[] states = new int[kernel.width() * LaneKernel.STRIDE];
        int[] keys = new int[kernel.width() * LaneKernel.SUBKEYS];
        int[] salts = new int[kernel.width() * LaneKernel.SUBKEYS];
        try {
            for (int lane = 0; lane < kernel.width(); lane++) {
                begin(inputs.get(Math.min(lane, inputs.size() - 1)), lane, states, keys, salts);
            }
            for (long round = 0; round < 1L << cost; round++) {
                kernel.expand(states, keys);
                kernel.expand(states, salts);
            }
            List<byte[]> digests = new ArrayList<>();
            for (int lane = 0; lane < inputs.size(); lane++) {
                digests.add(
                        Arrays.copyOf(Blowfish.digest(states, lane * LaneKernel.STRIDE), BcryptFunction.DIGEST_BYTES));
            }
            return digests;
        } finally {
            Arrays.fill(states, 0);
            Arrays.fill(keys, 0);
            Arrays.fill(salts, 0);
        }
    }

    /** Variants 2a, 2b and 2y: one zero byte follows the key where there is room. */
    private static void begin(Input input, int lane, int[] states, int[] keys, int[] salts) {
        int base = lane * LaneKernel.STRIDE;
        int keyBase = lane * LaneKernel.SUBKEYS;
        byte[] terminated = Arrays.copyOf(input.key(), BcryptFunction.MAX_KEY_BYTES);
        int length = Math.min(input.key().length + 1, BcryptFunction.MAX_KEY_BYTES);
        Words.repeat(terminated, length, keys, keyBase);
        Arrays.fill(terminated, (byte) 0);
        Words.repeat(input.salt(), BcryptFunction.SALT_BYTES, salts, keyBase);
        Blowfish.begin(states, base);
        Blowfish.expandSalted(states, base, keys, salts, keyBase);
    }

    private static LaneKernel kernelFor(int inputs) {
        if (inputs == 1) {
            return ONE;
        }
        return inputs == 2 ? TWO : FOUR;
    }
}

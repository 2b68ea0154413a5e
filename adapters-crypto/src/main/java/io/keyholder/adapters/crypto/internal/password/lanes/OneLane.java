package io.keyholder.adapters.crypto.internal.password.lanes;

import java.util.Arrays;

/** One state, for a digest that waits alone. Stateless. */
final class OneLane implements LaneKernel {
    @Override
    public int width() {
        return 1;
    }

    @Override
    public void expand(int[] states, int[] keys) {
        int[] s = new int[1 * STRIDE];
        System.arraycopy(states, 0, s, 0, s.length);
        for (int i = 0; i < SUBKEYS; i++) {
            s[1024 + i] ^= keys[i];
        }
        int l0 = 0;
        int r0 = 0;
        for (int part = 0; part < 2; part++) {
            int end = part == 0 ? USED : BOXES;
            for (int at = part == 0 ? BOXES : 0; at < end; at += 2) {
                l0 ^= s[1024];
                for (int k = 1; k < SUBKEYS - 1; k += 2) {
                    r0 = (((s[(l0 >>> 24)] + s[256 + (l0 >>> 16 & 255)]) ^ s[512 + (l0 >>> 8 & 255)])
                                    + s[768 + (l0 & 255)])
                            ^ (r0 ^ s[1024 + k]);
                    l0 = (((s[(r0 >>> 24)] + s[256 + (r0 >>> 16 & 255)]) ^ s[512 + (r0 >>> 8 & 255)])
                                    + s[768 + (r0 & 255)])
                            ^ (l0 ^ s[1025 + k]);
                }
                int t0 = r0 ^ s[1041];
                r0 = l0;
                l0 = t0;
                s[at] = l0;
                s[1 + at] = r0;
            }
        }
        System.arraycopy(s, 0, states, 0, s.length);
        Arrays.fill(s, 0);
    }
}

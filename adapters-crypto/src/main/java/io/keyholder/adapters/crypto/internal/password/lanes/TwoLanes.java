package io.keyholder.adapters.crypto.internal.password.lanes;

import java.util.Arrays;

/** Two states side by side. Stateless. */
final class TwoLanes implements LaneKernel {
    @Override
    public int width() {
        return 2;
    }

    @Override
    public void expand(int[] states, int[] keys) {
        int[] s = new int[2 * STRIDE];
        System.arraycopy(states, 0, s, 0, s.length);
        for (int i = 0; i < SUBKEYS; i++) {
            s[1024 + i] ^= keys[i];
            s[2080 + i] ^= keys[18 + i];
        }
        int l0 = 0;
        int r0 = 0;
        int l1 = 0;
        int r1 = 0;
        for (int part = 0; part < 2; part++) {
            int end = part == 0 ? USED : BOXES;
            for (int at = part == 0 ? BOXES : 0; at < end; at += 2) {
                l0 ^= s[1024];
                l1 ^= s[2080];
                for (int k = 1; k < SUBKEYS - 1; k += 2) {
                    r0 = (((s[(l0 >>> 24)] + s[256 + (l0 >>> 16 & 255)]) ^ s[512 + (l0 >>> 8 & 255)])
                                    + s[768 + (l0 & 255)])
                            ^ (r0 ^ s[1024 + k]);
                    r1 = (((s[1056 + (l1 >>> 24)] + s[1312 + (l1 >>> 16 & 255)]) ^ s[1568 + (l1 >>> 8 & 255)])
                                    + s[1824 + (l1 & 255)])
                            ^ (r1 ^ s[2080 + k]);
                    l0 = (((s[(r0 >>> 24)] + s[256 + (r0 >>> 16 & 255)]) ^ s[512 + (r0 >>> 8 & 255)])
                                    + s[768 + (r0 & 255)])
                            ^ (l0 ^ s[1025 + k]);
                    l1 = (((s[1056 + (r1 >>> 24)] + s[1312 + (r1 >>> 16 & 255)]) ^ s[1568 + (r1 >>> 8 & 255)])
                                    + s[1824 + (r1 & 255)])
                            ^ (l1 ^ s[2081 + k]);
                }
                int t0 = r0 ^ s[1041];
                r0 = l0;
                l0 = t0;
                int t1 = r1 ^ s[2097];
                r1 = l1;
                l1 = t1;
                s[at] = l0;
                s[1 + at] = r0;
                s[1056 + at] = l1;
                s[1057 + at] = r1;
            }
        }
        System.arraycopy(s, 0, states, 0, s.length);
        Arrays.fill(s, 0);
    }
}

package io.keyholder.adapters.crypto.internal.password.lanes;

import java.util.Arrays;

/** Four states side by side: as many as the registers of common processors hold. Stateless. */
final class FourLanes implements LaneKernel {
    @Override
    public int width() {
        return 4;
    }

    @Override
    public void expand(int[] states, int[] keys) {
        int[] s = new int[4 * STRIDE];
        System.arraycopy(states, 0, s, 0, s.length);
        for (int i = 0; i < SUBKEYS; i++) {
            s[1024 + i] ^= keys[i];
            s[2080 + i] ^= keys[18 + i];
            s[3136 + i] ^= keys[36 + i];
            s[4192 + i] ^= keys[54 + i];
        }
        int l0 = 0;
        int r0 = 0;
        int l1 = 0;
        int r1 = 0;
        int l2 = 0;
        int r2 = 0;
        int l3 = 0;
        int r3 = 0;
        for (int part = 0; part < 2; part++) {
            int end = part == 0 ? USED : BOXES;
            for (int at = part == 0 ? BOXES : 0; at < end; at += 2) {
                l0 ^= s[1024];
                l1 ^= s[2080];
                l2 ^= s[3136];
                l3 ^= s[4192];
                for (int k = 1; k < SUBKEYS - 1; k += 2) {
                    r0 = (((s[(l0 >>> 24)] + s[256 + (l0 >>> 16 & 255)]) ^ s[512 + (l0 >>> 8 & 255)])
                                    + s[768 + (l0 & 255)])
                            ^ (r0 ^ s[1024 + k]);
                    r1 = (((s[1056 + (l1 >>> 24)] + s[1312 + (l1 >>> 16 & 255)]) ^ s[1568 + (l1 >>> 8 & 255)])
                                    + s[1824 + (l1 & 255)])
                            ^ (r1 ^ s[2080 + k]);
                    r2 = (((s[2112 + (l2 >>> 24)] + s[2368 + (l2 >>> 16 & 255)]) ^ s[2624 + (l2 >>> 8 & 255)])
                                    + s[2880 + (l2 & 255)])
                            ^ (r2 ^ s[3136 + k]);
                    r3 = (((s[3168 + (l3 >>> 24)] + s[3424 + (l3 >>> 16 & 255)]) ^ s[3680 + (l3 >>> 8 & 255)])
                                    + s[3936 + (l3 & 255)])
                            ^ (r3 ^ s[4192 + k]);
                    l0 = (((s[(r0 >>> 24)] + s[256 + (r0 >>> 16 & 255)]) ^ s[512 + (r0 >>> 8 & 255)])
                                    + s[768 + (r0 & 255)])
                            ^ (l0 ^ s[1025 + k]);
                    l1 = (((s[1056 + (r1 >>> 24)] + s[1312 + (r1 >>> 16 & 255)]) ^ s[1568 + (r1 >>> 8 & 255)])
                                    + s[1824 + (r1 & 255)])
                            ^ (l1 ^ s[2081 + k]);
                    l2 = (((s[2112 + (r2 >>> 24)] + s[2368 + (r2 >>> 16 & 255)]) ^ s[2624 + (r2 >>> 8 & 255)])
                                    + s[2880 + (r2 & 255)])
                            ^ (l2 ^ s[3137 + k]);
                    l3 = (((s[3168 + (r3 >>> 24)] + s[3424 + (r3 >>> 16 & 255)]) ^ s[3680 + (r3 >>> 8 & 255)])
                                    + s[3936 + (r3 & 255)])
                            ^ (l3 ^ s[4193 + k]);
                }
                int t0 = r0 ^ s[1041];
                r0 = l0;
                l0 = t0;
                int t1 = r1 ^ s[2097];
                r1 = l1;
                l1 = t1;
                int t2 = r2 ^ s[3153];
                r2 = l2;
                l2 = t2;
                int t3 = r3 ^ s[4209];
                r3 = l3;
                l3 = t3;
                s[at] = l0;
                s[1 + at] = r0;
                s[1056 + at] = l1;
                s[1057 + at] = r1;
                s[2112 + at] = l2;
                s[2113 + at] = r2;
                s[3168 + at] = l3;
                s[3169 + at] = r3;
            }
        }
        System.arraycopy(s, 0, states, 0, s.length);
        Arrays.fill(s, 0);
    }
}

package io.keyholder.adapters.crypto.internal.password.lanes;

/**
 * The key schedule of Blowfish for one to four states side by side. A state has {@value #STRIDE} ints: the four
 * S-boxes, then the P-array, then a rest that aligns the next one to a cache line. Stateless.
 *
 * <p>An implementation works on an array that it makes itself: only of such an array does the compiler know the length,
 * and leaves the checks of its indices out. Any change here is to be measured in several JVMs, since the registers are
 * few: {@code benchmarks/compare bcrypt}.
 */
interface LaneKernel {
    /** The ints of the four S-boxes. */
    int BOXES = 1_024;

    /** The ints of the P-array. */
    int SUBKEYS = 18;

    /** The ints of boxes and P-array. */
    int USED = BOXES + SUBKEYS;

    /** From the begin of one state to that of the next. */
    int STRIDE = 1_056;

    /** How many states are worked on. */
    int width();

    /**
     * Adds a key to each state's P-array and replaces the P-array and the boxes by what is encrypted with them.
     *
     * @param states {@code width * STRIDE} ints
     * @param keys {@code width * SUBKEYS} ints
     */
    void expand(int[] states, int[] keys);
}

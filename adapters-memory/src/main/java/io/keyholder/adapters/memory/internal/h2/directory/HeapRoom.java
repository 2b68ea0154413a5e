package io.keyholder.adapters.memory.internal.h2.directory;

/**
 * Whether the heap has room to open or close a database. When a full heap interrupts H2 2.5.252 while it reads a file,
 * it takes an older state in that file for the newest one, and then overwrites the newest. Stateless.
 */
final class HeapRoom {
    private static final int BYTES = 8 << 20;

    private HeapRoom() {}

    /** Throws {@link OutOfMemoryError} before H2 touches a file, if there is no room. */
    static void require() {
        byte[] room = new byte[BYTES];
        if (room[BYTES - 1] != 0) {
            throw new IllegalStateException("an array that was just made is not empty");
        }
    }
}

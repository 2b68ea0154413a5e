package io.keyholder.documents;

import java.io.InputStream;

/** A stream that repeats a block, and so can be as long as a test likes. */
public final class RepeatedInput extends InputStream {
    private final byte[] block;
    private long left;
    private int next;

    public RepeatedInput(byte[] block, long times) {
        this.block = block;
        left = block.length * times;
    }

    @Override
    public int read() {
        if (left == 0) {
            return -1;
        }
        left--;
        int found = block[next] & 0xFF;
        next = (next + 1) % block.length;
        return found;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (left == 0) {
            return -1;
        }
        int count = (int) Math.min(Math.min(length, block.length - next), left);
        System.arraycopy(block, next, into, offset, count);
        left -= count;
        next = (next + count) % block.length;
        return count;
    }
}

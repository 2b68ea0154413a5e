package io.keyholder.commandline.user;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that counts its bytes as they are read. Not thread-safe. */
final class CountedInput extends FilterInputStream {
    private long count;

    CountedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(0, read);
        return read;
    }

    /** How many bytes were read since the last call. */
    long takeCount() {
        long taken = count;
        count = 0;
        return taken;
    }
}

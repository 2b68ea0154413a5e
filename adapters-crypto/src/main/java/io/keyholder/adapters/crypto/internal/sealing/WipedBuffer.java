package io.keyholder.adapters.crypto.internal.sealing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes in memory, overwritten when closed; made as large as they will get, so that growing leaves no copies. */
final class WipedBuffer extends ByteArrayOutputStream {
    WipedBuffer(int expectedBytes) {
        super(expectedBytes);
    }

    @Override
    public void close() {
        Arrays.fill(buf, (byte) 0);
        count = 0;
    }
}

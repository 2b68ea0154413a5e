package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * What distinguishes a database file from a truncated or overwritten one, at a cost that does not grow with the file.
 * Immutable.
 *
 * @param length of the file in bytes
 * @param checksum CRC-32C of its first and last {@value #EDGE_SIZE_BYTES} bytes, where H2 begins to read
 */
record FileChecksum(long length, int checksum) {
    /** That of no file. */
    static final FileChecksum NONE = new FileChecksum(0, 0);

    private static final int EDGE_SIZE_BYTES = 1 << 20;

    /** The image of a file as it is now. */
    static FileChecksum of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            CRC32C checksum = new CRC32C();
            long length = file.length();
            update(checksum, file, 0, length);
            update(checksum, file, Math.max(0, length - EDGE_SIZE_BYTES), length);
            return new FileChecksum(length, (int) checksum.getValue());
        }
    }

    private static void update(CRC32C checksum, RandomAccessFile file, long from, long length) throws IOException {
        byte[] edge = new byte[(int) Math.min(EDGE_SIZE_BYTES, length - from)];
        file.seek(from);
        file.readFully(edge);
        checksum.update(edge);
    }
}

package io.keyholder.application.recovery;

import io.keyholder.domain.key.RecoveryKey;

/**
 * A recovery key and the private key sealed under it. Keep the two apart: print the key, its {@link RecoveryKey#reveal}
 * or a QR code of that, and keep it where money is kept; keep the file where it does not get lost, on a server too if
 * need be, for it opens with the key alone. <b>Who loses the private key and either of the two loses the data: no one
 * can make them again.</b>
 *
 * <p>Closing wipes the key. Silent in {@code toString}.
 */
public final class RecoveryKit implements AutoCloseable {
    private final RecoveryKey key;
    private final byte[] file;

    RecoveryKit(RecoveryKey key, byte[] file) {
        this.key = key;
        this.file = file;
    }

    /** The key to print; closed with this. */
    public RecoveryKey key() {
        return key;
    }

    /** The content of the file: ASCII text. A copy. */
    public byte[] file() {
        return file.clone();
    }

    /** What to call the file: {@link RecoveryKey#name}, so that a printed key leads to its file, and a suffix. */
    public String fileName() {
        return key.name() + ".recovery";
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "RecoveryKit[hidden]";
    }
}

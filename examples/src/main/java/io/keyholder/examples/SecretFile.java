package io.keyholder.examples;

import io.keyholder.application.PrivateKeyHandover;
import io.keyholder.domain.credential.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a private key goes into. It is made before the key, so that a key is never handed over to a place that does not
 * exist; closing it removes it again unless a key is in it, on the disk. Not thread-safe.
 */
final class KeyFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private boolean saved;

    private KeyFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** A new file, made for its owner only. One that exists is never overwritten. */
    static KeyFile reserve(Path path) {
        try {
            return new KeyFile(path, OwnerOnlyFiles.create(path));
        } catch (IOException refused) {
            throw new UncheckedIOException("the key file cannot be made", refused);
        }
    }

    /** Takes the key over, encrypted under the passphrase. */
    void save(PrivateKeyHandover handover, Password passphrase) {
        ByteBuffer pem = ByteBuffer.wrap(handover.encryptedPem(passphrase));
        try {
            while (pem.hasRemaining()) {
                channel.write(pem);
            }
            channel.force(true);
            saved = true;
        } catch (IOException broken) {
            throw new UncheckedIOException("the key file cannot be written", broken);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!saved) {
                Files.deleteIfExists(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the key file cannot be closed", broken);
        }
    }
}

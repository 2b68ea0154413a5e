package io.keyholder.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a secret goes into, such as a private key. It is made before the secret, so that none is handed over to a place
 * that does not exist; closing it removes it again unless the secret is in it, on the disk. Not thread-safe.
 */
final class SecretFile implements AutoCloseable {
    private final String what;
    private final Path path;
    private final FileChannel channel;
    private boolean saved;

    private SecretFile(String what, Path path, FileChannel channel) {
        this.what = what;
        this.path = path;
        this.channel = channel;
    }

    /** A new file for a private key, made for its owner only. One that exists is never overwritten. */
    static SecretFile forKey(Path path) {
        return reserve("key file", path);
    }

    /** A new file for a picture, in the same way. */
    static SecretFile forPicture(Path path) {
        return reserve("picture", path);
    }

    private static SecretFile reserve(String what, Path path) {
        try {
            return new SecretFile(what, path, OwnerOnlyFiles.create(path));
        } catch (IOException refused) {
            throw new UncheckedIOException("the " + what + " cannot be made", refused);
        }
    }

    /** Writes the secret down. */
    void save(byte[] secret) {
        ByteBuffer rest = ByteBuffer.wrap(secret);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            saved = true;
        } catch (IOException broken) {
            throw new UncheckedIOException("the " + what + " cannot be written", broken);
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
            throw new UncheckedIOException("the " + what + " cannot be closed", broken);
        }
    }
}

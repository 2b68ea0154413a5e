package io.keyholder.commandline.file;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a secret goes into, such as a private key. An empty one holds the place before there is a secret, so
 * that none is handed over to a place that does not exist; closing it removes that again unless the secret is there,
 * whole and on the disk. Not thread-safe.
 */
public final class SecretFile implements AutoCloseable {
    private final String what;
    private final Path path;
    private boolean saved;

    private SecretFile(String what, Path path) {
        this.what = what;
        this.path = path;
    }

    /** A new file for a private key, made for its owner only. One that exists is never overwritten. */
    public static SecretFile forKey(Path path) {
        return reserve("key file", path);
    }

    /** A new file for a picture, in the same way. */
    static SecretFile forPicture(Path path) {
        return reserve("picture", path);
    }

    private static SecretFile reserve(String what, Path path) {
        try {
            OwnerOnlyFile.create(path).close();
            return new SecretFile(what, path);
        } catch (IOException refused) {
            throw new UncheckedIOException("the " + what + " cannot be made", refused);
        }
    }

    /** Puts the secret in the place that is held. */
    public void save(byte[] secret) {
        try {
            OwnerOnlyFile.at(path).replacing().save(target -> target.write(secret));
            saved = true;
        } catch (IOException broken) {
            throw new UncheckedIOException("the " + what + " cannot be written", broken);
        }
    }

    @Override
    public void close() {
        try {
            if (!saved) {
                Files.deleteIfExists(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the " + what + " cannot be closed", broken);
        }
    }
}

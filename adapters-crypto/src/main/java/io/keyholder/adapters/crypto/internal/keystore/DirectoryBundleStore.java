package io.keyholder.adapters.crypto.internal.keystore;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.adapters.crypto.internal.digest.Sha256;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.keys.KeyFileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.util.encoders.Hex;

/**
 * Sealed keys in a folder, a file a user. A file is called after the SHA-256 of the user's id: ids may hold what a file
 * system takes for a path, a device, or the same as another's in other letters. Processes take turns by a lock file.
 * Thread-safe.
 */
public final class DirectoryBundleStore implements BundleStore {
    /** The largest file that is read, in bytes. */
    public static final int MOST_BYTES = 1_048_576;

    private final Path folder;

    public DirectoryBundleStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public synchronized Optional<byte[]> read(UserId user) {
        Path file = fileOf(user);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new KeyFileException("key file " + file + " has more than " + MOST_BYTES + " bytes", null);
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new KeyFileException("key file " + file + " cannot be read", failed);
        }
    }

    @Override
    public synchronized void change(UserId user, UnaryOperator<Optional<byte[]>> change) {
        try {
            Files.createDirectories(folder, OwnerOnlyFile.forOwnerOnly(folder, "rwx------"));
            Path lockFile = folder.resolve("lock");
            Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try (FileChannel channel =
                    FileChannel.open(lockFile, options, OwnerOnlyFile.forOwnerOnly(lockFile, "rw-------"))) {
                FileLock turn = channel.lock();
                change.apply(read(user))
                        .ifPresent(bytes ->
                                OwnerOnlyFile.at(fileOf(user)).replacing().save(bytes));
                turn.release();
            }
        } catch (OverlappingFileLockException anotherStore) {
            throw new KeyFileException("folder " + folder + " is being written by another store", anotherStore);
        } catch (IOException failed) {
            throw new KeyFileException("folder " + folder + " cannot be written", failed);
        }
    }

    @Override
    public synchronized boolean remove(UserId user) {
        Path file = fileOf(user);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new KeyFileException("key file " + file + " cannot be removed", failed);
        }
    }

    public Path fileOf(UserId user) {
        byte[] id = user.value().getBytes(StandardCharsets.UTF_8);
        return folder.resolve(Hex.toHexString(Sha256.of(id)) + ".keys");
    }
}

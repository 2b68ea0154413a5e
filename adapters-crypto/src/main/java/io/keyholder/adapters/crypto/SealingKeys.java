package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.adapters.crypto.internal.hostkey.SealingKeyFile;
import io.keyholder.domain.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys under which second-factor secrets are sealed at rest: a current one, which seals, and earlier ones, which
 * still open. To rotate, put a fresh key in front and keep the old one until every secret has been sealed anew.
 *
 * <p>A key is {@value #KEY_SIZE_BYTES} unpredictable bytes. Without it no sealed secret is ever readable again: keep it
 * apart from the database and its backups, and keep a copy. Thread-safe. Copies what it is given; silent in
 * {@code toString}; {@link #close()} overwrites the keys, after which whatever uses them throws
 * {@link IllegalStateException}.
 */
public final class SealingKeys implements AutoCloseable {
    /** The size of a key in bytes. */
    public static final int KEY_SIZE_BYTES = HostKey.SIZE_BYTES;

    private final List<HostKey> keys;

    private SealingKeys(List<HostKey> keys) {
        this.keys = keys;
    }

    /**
     * One key, which the caller wipes.
     *
     * @throws InvalidValueException when it has not {@value #KEY_SIZE_BYTES} bytes
     */
    public static SealingKeys of(byte[] current) {
        return new SealingKeys(List.of(HostKey.sealing(current)));
    }

    /**
     * The keys in a file that {@link #createFile} made.
     *
     * @throws HostFileException when there is none, or it holds anything else
     */
    public static SealingKeys fromFile(Path file) {
        return new SealingKeys(SealingKeyFile.at(file).read());
    }

    /**
     * The keys in a file, which is made with a fresh key when there is none. It appears whole or not at all, is on disk
     * when this returns, and only its owner may read it where the file system knows owners by POSIX permissions;
     * elsewhere it gets the permissions of its folder. Of several that make it at once, all get the same key.
     *
     * @throws HostFileException when it cannot be made or read
     */
    public static SealingKeys createFile(Path file) {
        SealingKeyFile keyFile = SealingKeyFile.at(file);
        keyFile.createIfAbsent();
        return new SealingKeys(keyFile.read());
    }

    /**
     * Puts a fresh key in front of those in a file, as {@link #createFile} writes one. Programs that run with the keys
     * of before cannot open what is sealed from now on: start them again before using these.
     *
     * @throws HostFileException when the file cannot be read or replaced, or another rotation is under way
     */
    public static SealingKeys rotateFile(Path file) {
        SealingKeyFile keyFile = SealingKeyFile.at(file);
        keyFile.rotate();
        return new SealingKeys(keyFile.read());
    }

    /**
     * Copies of the same keys, with one more that only opens. Closing either leaves the other.
     *
     * @throws InvalidValueException when it has not {@value #KEY_SIZE_BYTES} bytes
     */
    public SealingKeys withEarlier(byte[] key) {
        List<HostKey> more = new ArrayList<>();
        Stream.concat(keys.stream().map(HostKey::bytes), Stream.of(key))
                .forEach(each -> more.add(HostKey.sealing(each)));
        return new SealingKeys(List.copyOf(more));
    }

    /** The name under which the current key is known in what it sealed; it shows nothing of the key. */
    public String currentId() {
        return keys.get(0).id();
    }

    /** Overwrites the keys. Repeating it does nothing. */
    @Override
    public void close() {
        keys.forEach(HostKey::wipe);
    }

    @Override
    public String toString() {
        return "SealingKeys[hidden]";
    }

    HostKeys keys() {
        return new HostKeys(Optional.of(keys.get(0)), keys.subList(1, keys.size()));
    }
}

package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeyFile;
import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.domain.InvalidValueException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that passwords are mixed with before they are hashed, so that a stolen database alone gives nothing to guess
 * at: a current one, which new hashes are made under, and earlier ones, whose hashes are still checked and replaced at
 * the next login. To rotate, put a fresh key in front and keep the old one until no hash names it any more.
 *
 * <p>A key is {@value #KEY_SIZE_BYTES} unpredictable bytes. <strong>Without it no user logs in by a password made under
 * it</strong>: keep it apart from the database and its backups, and keep a copy. Thread-safe. Copies what it is given;
 * silent in {@code toString}; {@link #close()} overwrites the keys, after which whatever uses them throws
 * {@link IllegalStateException}.
 */
public final class PepperKeys implements AutoCloseable {
    /** The size of a key in bytes. */
    public static final int KEY_SIZE_BYTES = HostKey.SIZE_BYTES;

    /** No pepper. */
    static final PepperKeys NONE = new PepperKeys(Optional.empty(), List.of());

    private final Optional<HostKey> current;
    private final List<HostKey> earlier;

    private PepperKeys(Optional<HostKey> current, List<HostKey> earlier) {
        this.current = current;
        this.earlier = earlier;
    }

    /**
     * One key, which the caller wipes.
     *
     * @throws InvalidValueException when it has not {@value #KEY_SIZE_BYTES} bytes
     */
    public static PepperKeys of(byte[] current) {
        return new PepperKeys(Optional.of(HostKey.pepper(current)), List.of());
    }

    /**
     * The keys in a file that the host keeps: one a line in Base64, the current one first. It is never made here,
     * because an unknown key is a key without a backup; {@code openssl rand -base64 32} prints one.
     *
     * @throws HostFileException when the file cannot be read or holds anything else
     */
    public static PepperKeys fromFile(Path file) {
        List<HostKey> keys = HostKeyFile.pepper(file).read();
        return new PepperKeys(Optional.of(keys.get(0)), List.copyOf(keys.subList(1, keys.size())));
    }

    /**
     * No current key but an earlier one, for hosts that give their pepper up: its hashes are checked, and replaced by
     * ones without pepper.
     *
     * @throws InvalidValueException when it has not {@value #KEY_SIZE_BYTES} bytes
     */
    public static PepperKeys retired(byte[] key) {
        return new PepperKeys(Optional.empty(), List.of(HostKey.pepper(key)));
    }

    /**
     * Copies of the same keys, with one more whose hashes are only checked. Closing either leaves the other.
     *
     * @throws InvalidValueException when it has not {@value #KEY_SIZE_BYTES} bytes
     */
    public PepperKeys withEarlier(byte[] key) {
        return new PepperKeys(
                current.map(PepperKeys::copy),
                Stream.concat(earlier.stream().map(PepperKeys::copy), Stream.of(HostKey.pepper(key)))
                        .toList());
    }

    /**
     * The name by which new hashes call their key; it shows nothing of the key. Absent when there is no current one.
     */
    public Optional<String> currentId() {
        return current.map(HostKey::id);
    }

    /** Overwrites the keys. Repeating it does nothing. */
    @Override
    public void close() {
        current.ifPresent(HostKey::wipe);
        earlier.forEach(HostKey::wipe);
    }

    @Override
    public String toString() {
        return "PepperKeys[hidden]";
    }

    HostKeys keys() {
        List<HostKey> others = earlier.stream()
                .filter(key -> !currentId().equals(Optional.of(key.id())))
                .toList();
        return new HostKeys(current, others);
    }

    private static HostKey copy(HostKey key) {
        byte[] bytes = key.bytes();
        try {
            return HostKey.pepper(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}

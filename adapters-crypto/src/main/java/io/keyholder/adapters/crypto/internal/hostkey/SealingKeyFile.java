package io.keyholder.adapters.crypto.internal.hostkey;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.ports.keys.KeyFileException;
import io.keyholder.ports.keys.KeyFileTarget.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes and rotates a file of sealing keys: see {@link HostKeyFile} for its form. Stateless but for its path. */
public final class SealingKeyFile {
    private final Path file;

    private SealingKeyFile(Path file) {
        this.file = file;
    }

    public static SealingKeyFile at(Path file) {
        return new SealingKeyFile(file.toAbsolutePath());
    }

    public List<HostKey> read() {
        return HostKeyFile.sealing(file).read();
    }

    /** Of several that make it at once, one does. */
    public void createIfAbsent() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                save(OwnerOnlyFile.at(file), freshLine());
            } catch (KeyFileException failed) {
                throw new HostFileException("sealing key file " + file + " cannot be made", failed);
            }
        }
    }

    /** The process that makes the empty file beside it rotates: two at once would each drop the key of the other. */
    public void rotate() {
        read();
        Path rotating = file.resolveSibling(file.getFileName() + ".next");
        try {
            if (OwnerOnlyFile.at(rotating).save(new byte[0]) == Outcome.EXISTS) {
                throw new HostFileException(
                        rotating + " exists: another rotation is under way, or one died before its end");
            }
            try {
                save(
                        OwnerOnlyFile.at(file).replacing(),
                        joined(freshLine(), HostKeyFile.sealing(file).content()));
            } finally {
                Files.delete(rotating);
            }
        } catch (KeyFileException | IOException failed) {
            throw new HostFileException("sealing key file " + file + " cannot be replaced", failed);
        }
    }

    private static void save(OwnerOnlyFile target, byte[] content) {
        try {
            target.save(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] freshLine() {
        byte[] key = new byte[HostKey.SIZE_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] base64 = Base64.getEncoder().encode(key);
        Arrays.fill(key, (byte) 0);
        return joined(base64, new byte[] {'\n'});
    }

    /** The second after the first; both are wiped. */
    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
        Arrays.fill(first, (byte) 0);
        Arrays.fill(second, (byte) 0);
        return both;
    }
}

package io.keyholder.adapters.memory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * An H2 file system, {@code watched:}, that notes the permissions of every file at the moment it is opened to write.
 */
public final class FilePathWatched extends FilePathWrapper {
    static final String PREFIX = "watched:";

    private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

    /** For H2, which makes one for every path. */
    public FilePathWatched() {}

    /** The permissions of each file by its name, from now on. */
    static Map<String, String> register() {
        FilePath.register(new FilePathWatched());
        SEEN.clear();
        return SEEN;
    }

    @Override
    public String getScheme() {
        return "watched";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel opened = super.open(mode);
        if (mode.startsWith("rw")) {
            note();
        }
        return opened;
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        OutputStream opened = super.newOutputStream(append);
        note();
        return opened;
    }

    private void note() throws IOException {
        Path file = Path.of(getBase().toString().replaceFirst("^([a-z]+:)+", ""));
        SEEN.merge(
                file.getFileName().toString(),
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                (before, now) -> before.equals(now) ? now : before + " then " + now);
    }
}

package io.keyholder.commandline.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears when it is complete, in the place of an earlier one: a reader sees the old file or the new one.
 * Only its owner may read it, where the file system knows owners. Not thread-safe.
 */
public final class ReplacedFile implements AutoCloseable {
    private final Path target;
    private final Path partial;
    private final FileChannel channel;

    private ReplacedFile(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
    }

    /** Begins a new content of this file, beside it. */
    public static ReplacedFile of(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path partial = Files.createTempFile(absolute.getParent(), absolute.getFileName() + ".", ".partial");
        return new ReplacedFile(absolute, partial, FileChannel.open(partial, StandardOpenOption.WRITE));
    }

    /** Where the new content goes. */
    public OutputStream content() {
        return Channels.newOutputStream(channel);
    }

    /** Puts the new content, which is on the disk then, in the place of the old one. */
    public void complete() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not completed. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(partial);
    }
}

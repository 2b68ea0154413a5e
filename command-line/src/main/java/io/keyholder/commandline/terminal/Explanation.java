package io.keyholder.commandline.terminal;

import io.keyholder.domain.InvalidValueException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains an error in one line to the person who typed the command. */
public final class Explanation {
    private Explanation() {}

    public static String of(Exception error) {
        if (error instanceof UncheckedIOException broken) {
            return messageOf(broken) + ": " + reasonOf(broken.getCause());
        }
        return messageOf(error);
    }

    public static int exitCodeOf(Exception error) {
        if (error instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        return error instanceof InvalidValueException ? ExitCode.USAGE : ExitCode.REFUSED;
    }

    private static String reasonOf(@Nullable Throwable cause) {
        if (cause instanceof FileSystemException named) {
            return problemOf(named) + " " + named.getFile();
        }
        return cause == null ? "no reason is known" : messageOf(cause);
    }

    private static String problemOf(FileSystemException error) {
        if (error instanceof FileAlreadyExistsException) {
            return "there is already a file";
        }
        if (error instanceof NoSuchFileException) {
            return "there is no file or directory";
        }
        if (error instanceof AccessDeniedException) {
            return "no access to";
        }
        return Optional.ofNullable(error.getReason()).orElse("trouble with");
    }

    private static String messageOf(Throwable error) {
        return Optional.ofNullable(error.getMessage())
                .orElseGet(() -> error.getClass().getSimpleName());
    }
}

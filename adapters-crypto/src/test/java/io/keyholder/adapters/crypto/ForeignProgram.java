package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of others that reads what we write. Where it is not installed the test is skipped, unless the environment
 * says {@code CI=true}.
 */
public final class ForeignProgram {
    private static final int PATIENCE_SECONDS = 60;

    private ForeignProgram() {}

    /** What it prints when it is given this on standard input; it must succeed. */
    public static byte[] run(byte[] input, String... command) {
        Process process = start(command);
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        try (InputStream stdout = process.getInputStream()) {
            byte[] output = stdout.readAllBytes();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("exit code of %s", command[0]).isZero();
            return output;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(command[0] + " is not installed", missing);
            }
            return Assumptions.abort(command[0] + " is not installed");
        }
    }
}

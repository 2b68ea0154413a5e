package io.keyholder.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each example as a person does, in a process and a directory of its own. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "keyholder", "examples");
    private static final int MAX_LINES = 60;

    @TempDir
    private Path directory;

    @Test
    void fiveLines() throws Exception {
        try (Example example = start(FiveLines.class)) {
            assertThat(example.nextLine()).startsWith("Welcome, ");
        }
        assertThat(directory.resolve("users")).isNotEmptyDirectory();
    }

    @Test
    void ownStore() throws Exception {
        try (Example example = start(OwnStore.class)) {
            assertThat(example.nextLine()).isEqualTo("Appointments: 1");
        }
        assertThat(directory.resolve("practice.mv.db")).isNotEmptyFile();
    }

    @Test
    void inviteByMail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (Example example = start(
                InviteByMail.class, "127.0.0.1", String.valueOf(server.getSmtp().getPort()))) {
            assertThat(example.nextLine()).startsWith("Invited.");
            String message = server.getReceivedMessages()[0].getContent().toString();
            example.type(first("kht1\\.\\S+", message));
            assertThat(example.nextLine()).isEqualTo("Mary is in.");
        } finally {
            server.stop();
        }
    }

    @Test
    void secondFactor() throws Exception {
        try (Example example = start(SecondFactor.class)) {
            assertThat(example.nextLine()).startsWith("Scan: otpauth://totp/");
            String secret = example.nextLine().substring("Or type: ".length());
            assertThat(example.nextLine()).startsWith("A code");
            example.type(codeOf(secret));
            String recoveryCodes = example.nextLine();
            assertThat(example.nextLine()).startsWith("A code, or");
            example.type(first("(?<=\\[)[^,]+", recoveryCodes));
            assertThat(example.nextLine()).isEqualTo("Ada proved herself by TWO_FACTORS");
        }
    }

    @Test
    void sealAndOpen() throws Exception {
        try (Example example = start(SealAndOpen.class)) {
            assertThat(example.nextLine()).matches("Sealed: \\d+ bytes");
            assertThat(example.nextLine()).isEqualTo("Opened: The results are good.");
        }
        assertThat(directory.resolve("ada-private-key.pem")).content().contains("ENCRYPTED PRIVATE KEY");
    }

    @Test
    void eachIsShortAndIsRunHere() throws IOException {
        String tests =
                Files.readString(Path.of("src", "test", "java", "io", "keyholder", "examples", "ExamplesTest.java"));
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> programs =
                    files.filter(file -> !file.endsWith("package-info.java")).toList();
            assertThat(programs).hasSize(5).allSatisfy(program -> {
                assertThat(lines(program)).as(program.toString()).hasSizeLessThanOrEqualTo(MAX_LINES);
                assertThat(tests).containsPattern("start\\(\\s*" + nameOf(program) + "\\.class");
            });
        }
    }

    private static String nameOf(Path program) {
        return program.getFileName().toString().replace(".java", "");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String first(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    /** What an authenticator shows for a secret that was typed into it, by a library of another maker. */
    private static String codeOf(String typedSecret) throws Exception {
        TimeBasedOneTimePasswordGenerator authenticator = new TimeBasedOneTimePasswordGenerator();
        byte[] key = new org.apache.commons.codec.binary.Base32().decode(typedSecret.replace(" ", ""));
        SecretKeySpec secret = new SecretKeySpec(key, authenticator.getAlgorithm());
        return authenticator.generateOneTimePasswordString(secret, Instant.now(), Locale.ROOT);
    }

    private Example start(Class<?> program, String... arguments) throws IOException {
        return new Example(new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        program.getName()),
                                Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** A program that runs. Closing waits for its end, which must be a good one. */
    private static final class Example implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final Writer in;

        Example(Process process) {
            this.process = process;
            this.out = process.inputReader(StandardCharsets.UTF_8);
            this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        }

        String nextLine() throws IOException {
            return String.valueOf(out.readLine());
        }

        void type(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }

        @Override
        public void close() throws IOException {
            in.close();
            assertThat(process.onExit().join().exitValue()).isZero();
        }
    }
}

package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines of product code hold at most 120 characters. The formatter keeps code, but neither texts nor comments, below
 * that.
 */
class SourceLinesTest {
    private static final int MAX_LENGTH = 120;
    private static final Path PROJECT = Path.of("..");

    @Test
    void noLineOfProductCodeIsTooLong() throws IOException {
        List<Path> sources = sourcesBelow(PROJECT);
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(sources.stream().flatMap(SourceLinesTest::longLines)).isEmpty();
    }

    @Test
    void aLongLineIsFound(@TempDir Path project) throws IOException {
        Path source = project.resolve("module/src/main/java/Long.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "/* " + "x".repeat(MAX_LENGTH) + " */\n" + "y".repeat(MAX_LENGTH));
        assertThat(sourcesBelow(project).stream().flatMap(SourceLinesTest::longLines))
                .containsExactly(source + ":1");
    }

    private static List<Path> sourcesBelow(Path project) throws IOException {
        try (Stream<Path> modules = Files.list(project)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceLinesTest::javaFilesBelow)
                    .toList();
        }
    }

    private static Stream<Path> javaFilesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> longLines(Path source) {
        try {
            List<String> lines = Files.readAllLines(source);
            return IntStream.range(0, lines.size())
                    .filter(index ->
                            lines.get(index).codePointCount(0, lines.get(index).length()) > MAX_LENGTH)
                    .mapToObj(index -> source + ":" + (index + 1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

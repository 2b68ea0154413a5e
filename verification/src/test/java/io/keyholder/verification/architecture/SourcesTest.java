package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds for the product code of every module, libraries and programs alike. Lines hold at most 120 characters: the
 * formatter keeps code, but neither texts nor comments, below that. Packages hold at most 30 types.
 */
class SourcesTest {
    private static final int MAX_LENGTH = 120;
    private static final int MAX_TYPES = 30;
    private static final Path PROJECT = Path.of("..");

    @Test
    void noLineOfProductCodeIsTooLong() throws IOException {
        List<Path> sources = sourcesBelow(PROJECT);
        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(sources.stream().flatMap(SourcesTest::longLines)).isEmpty();
    }

    @Test
    void aLongLineIsFound(@TempDir Path project) throws IOException {
        Path source = project.resolve("module/src/main/java/Long.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "/* " + "x".repeat(MAX_LENGTH) + " */\n" + "y".repeat(MAX_LENGTH));
        assertThat(sourcesBelow(project).stream().flatMap(SourcesTest::longLines))
                .containsExactly(source + ":1");
    }

    @Test
    void noPackageIsACrowd() throws IOException {
        assertThat(crowdsOf(sourcesBelow(PROJECT))).isEmpty();
    }

    @Test
    void aCrowdIsFound(@TempDir Path project) throws IOException {
        Path room = Files.createDirectories(project.resolve("module/src/main/java/room"));
        Path crowd = Files.createDirectories(project.resolve("module/src/main/java/crowd"));
        for (int each = 0; each <= MAX_TYPES; each++) {
            Files.createFile(crowd.resolve("Type" + each + ".java"));
        }
        for (int each = 0; each < MAX_TYPES; each++) {
            Files.createFile(room.resolve("Type" + each + ".java"));
        }
        Files.createFile(room.resolve("package-info.java"));
        assertThat(crowdsOf(sourcesBelow(project))).containsExactly(crowd);
    }

    private static List<Path> crowdsOf(List<Path> sources) {
        return sources.stream()
                .filter(source -> !source.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(room -> room.getValue() > MAX_TYPES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Path> sourcesBelow(Path project) throws IOException {
        try (Stream<Path> modules = Files.list(project)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourcesTest::javaFilesBelow)
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

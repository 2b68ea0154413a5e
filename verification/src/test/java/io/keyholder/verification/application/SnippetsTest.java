package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every Java snippet that a reader is shown stands, but for white space and comments, in code that is compiled and run
 * with every build: most of them in {@link ManualTest}.
 */
class SnippetsTest {
    /** Surefire runs in the directory of the module. */
    private static final Path PROJECT = Path.of("..");

    private static final Pattern SNIPPET = Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern IGNORED = Pattern.compile("(?<=\\s)//[^\\n]*$|\\s", Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicTest> areCompiledAndRun() throws IOException {
        List<String> code = codeThatIsRun();
        return pages().stream()
                .flatMap(page -> snippets(page)
                        .map(snippet -> DynamicTest.dynamicTest(
                                page.getFileName() + ": "
                                        + snippet.lines().findFirst().orElse("nothing"),
                                () -> assertThat(code.stream().anyMatch(file -> file.contains(bare(snippet))))
                                        .as("a test that holds%n%s", snippet)
                                        .isTrue())));
    }

    @Test
    void areFoundInThePages() throws IOException {
        assertThat(pages().stream().map(page -> page.getFileName().toString()))
                .contains("README.md", "logging-in.md", "users.md", "write-an-adapter.md");
        assertThat(pages().stream().flatMap(SnippetsTest::snippets)).hasSizeGreaterThan(20);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> manual = Files.list(PROJECT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(manual.filter(page -> page.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(PROJECT.resolve("README.md"));
            return pages;
        }
    }

    private static Stream<String> snippets(Path page) {
        return SNIPPET.matcher(text(page)).results().map(found -> found.group(1)).toList().stream();
    }

    private static List<String> codeThatIsRun() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            List<String> code = new ArrayList<>();
            for (Path tests : modules.flatMap(SnippetsTest::sourcesThatAreRun)
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(file -> bare(text(file)))
                            .forEach(code::add);
                }
            }
            return code;
        }
    }

    /** Tests, and the examples, which {@code ExamplesTest} runs. */
    private static Stream<Path> sourcesThatAreRun(Path module) {
        return module.endsWith("examples")
                ? Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java"))
                : Stream.of(module.resolve("src/test/java"));
    }

    private static String bare(String java) {
        return IGNORED.matcher(java).replaceAll("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}

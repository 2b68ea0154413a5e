package io.keyholder.verification.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testserver.api.ApiText;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public API is what {@code docs/api} has, so that a change of it is seen in review. {@code -Dapi.write=true}
 * writes the files anew.
 */
class PublicApiTest {
    private static final Path REVIEWED = Path.of("..", "docs", "api");

    /** Not on this class path; compared by the tests of its own module. */
    private static final String STARTER = "io.keyholder.springboot";

    /** A type with one of each. */
    private static final String SAMPLE = """
            import java.io.IOException;
            import java.util.List;
            import java.util.Optional;
            import org.jspecify.annotations.Nullable;

            public record Sample<T>(Optional<T> value) implements Comparable<Sample<T>> {
                public static final int LIMIT = 1;
                private static final int HIDDEN = 2;

                @Override
                public int compareTo(Sample<T> other) {
                    return HIDDEN;
                }

                public static <T> Optional<T> of(T value) throws IOException {
                    return Optional.of(value);
                }

                public static @Nullable String named(@Nullable String name, List<@Nullable Sample<?>> others) {
                    return name;
                }

                static void hidden() {}
            }
            """;

    @TempDir
    private Path scratch;

    private int compiled;

    private static final Set<String> PROGRAMS = Set.of("io.keyholder.commandline", "io.keyholder.examples");

    static Stream<ModuleReference> published() {
        return ModuleFinder.of(
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(Path::of)
                                .filter(path -> path.toString().contains("keyholder") || path.endsWith("classes"))
                                .filter(path -> path.toFile().exists() && !path.endsWith("test-classes"))
                                .toArray(Path[]::new))
                .findAll()
                .stream()
                .filter(module -> module.descriptor().name().startsWith("io.keyholder."))
                .filter(module -> !module.descriptor().isAutomatic())
                .filter(module -> !PROGRAMS.contains(module.descriptor().name()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void isAsReviewed(ModuleReference module) throws IOException {
        Path file = REVIEWED.resolve(module.descriptor().name() + ".txt");
        String text = ApiText.of(module);
        if (Boolean.getBoolean("api.write")) {
            Files.createDirectories(REVIEWED);
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("the reviewed API; to write it anew: see CONTRIBUTING.md")
                .exists()
                .content()
                .isEqualTo(text);
    }

    @Test
    void everyReviewedFileIsOfAModule() throws IOException {
        try (Stream<Path> files = Files.list(REVIEWED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSizeGreaterThan(10)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    published()
                                            .map(module -> module.descriptor().name()),
                                    Stream.of(STARTER))
                            .map(name -> name + ".txt")
                            .toList());
        }
    }

    @Test
    void showsWhatAConsumerMayName() throws Exception {
        assertThat(textOf(SAMPLE)).isEqualTo("""
                final record Sample<T> (java.util.Optional<T> value) implements java.lang.Comparable<Sample<T>>
                    public static final int LIMIT
                    public Sample(java.util.Optional<T>)
                    public int compareTo(Sample<T>)
                    public static <T> java.util.Optional<T> of(T) throws java.io.IOException
                    public static @Nullable java.lang.String named(@Nullable java.lang.String,java.util.List<@Nullable Sample<?>>)
                """);
    }

    /** Each of them is one change to the sample that breaks a caller, or widens what is promised. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public static final int LIMIT = 1; | ",
                "public static <T> Optional<T> of(T value) | public static <T> Object of(T value)",
                "throws IOException | throws InterruptedException",
                "static void hidden() {} | public void more() {}",
                "@Nullable String named | String named",
                "named(@Nullable String | named(String",
                "List<@Nullable Sample | List<Sample",
                "record Sample<T> | record Sample<T extends Number>"
            })
    void showsEachChange(String part, @Nullable String changed) throws Exception {
        assertThat(SAMPLE).contains(part);
        assertThat(textOf(SAMPLE.replace(part, Optional.ofNullable(changed).orElse(""))))
                .isNotEqualTo(textOf(SAMPLE));
    }

    @Test
    void showsNoChangeOfWhatIsHidden() throws Exception {
        assertThat(textOf(SAMPLE.replace("HIDDEN = 2", "HIDDEN = 3")
                        .replace("static void hidden() {}", "int hidden() { return 1; }")))
                .isEqualTo(textOf(SAMPLE));
    }

    /** The API of a type that is compiled from this source. */
    private String textOf(String source) throws Exception {
        Path file = Files.createDirectories(scratch.resolve(String.valueOf(compiled++)))
                .resolve("Sample.java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path annotations = Path.of(Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        assertThat(compiler.run(null, null, null, "-proc:none", "-cp", annotations.toString(), file.toString()))
                .isZero();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {file.getParent().toUri().toURL()})) {
            return ApiText.of(classes.loadClass("Sample"));
        }
    }
}

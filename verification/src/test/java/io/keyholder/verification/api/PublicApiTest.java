package io.keyholder.verification.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public API is what {@code docs/api} has, so that a change of it is seen in review. {@code -Dapi.write=true} writes
 * the files anew.
 */
class PublicApiTest {
    private static final Path REVIEWED = Path.of("..", "docs", "api");

    private static final Set<String> PROGRAMS = Set.of("io.keyholder.commandline", "io.keyholder.examples");

    static Stream<ModuleReference> published() {
        return ModuleFinder.of(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
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
                .as("the reviewed API; to write it anew: mvn test -pl verification -am -Dtest=PublicApiTest -Dapi.write=true")
                .exists()
                .content()
                .isEqualTo(text);
    }

    @Test
    void everyReviewedFileIsOfAModule() throws IOException {
        try (Stream<Path> files = Files.list(REVIEWED)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSizeGreaterThan(10)
                    .containsExactlyInAnyOrderElementsOf(published()
                            .map(module -> module.descriptor().name() + ".txt")
                            .toList());
        }
    }

    @Test
    void showsWhatAConsumerMayName() {
        assertThat(ApiText.of(Sample.class)).isEqualTo("""
                static final record io.keyholder.verification.api.PublicApiTest$Sample<T> (java.util.Optional<T> value) \
                implements java.lang.Comparable<io.keyholder.verification.api.PublicApiTest$Sample<T>>
                    public static final int LIMIT
                    public io.keyholder.verification.api.PublicApiTest$Sample(java.util.Optional<T>)
                    public int compareTo(io.keyholder.verification.api.PublicApiTest$Sample<T>)
                    public static <T> Optional<T> of(T) throws java.io.IOException
                """.replace("Optional<T> of", "java.util.Optional<T> of"));
    }

    /** A type with one of each. */
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

        static void hidden() {}
    }
}

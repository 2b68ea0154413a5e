package io.keyholder.verification.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The public API is what {@code docs/api} has, so that a change of it is seen in review. {@code -Dapi.write=true}
 * writes the files anew.
 */
class PublicApiTest {
    private static final Path REVIEWED = Path.of("..", "docs", "api");

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

    /** Each of them is one change to {@link Sample} that breaks a caller, or widens what is promised. */
    @ParameterizedTest
    @ValueSource(classes = {WithoutAMember.class, WithAnotherResult.class, WithAnotherException.class, Wider.class})
    void showsEachChange(Class<?> changed) {
        assertThat(ApiText.of(changed).replace(changed.getName(), Sample.class.getName()))
                .isNotEqualTo(ApiText.of(Sample.class));
    }

    @Test
    void showsNoChangeOfWhatIsHidden() {
        assertThat(ApiText.of(HiddenChange.class).replace(HiddenChange.class.getName(), Sample.class.getName()))
                .isEqualTo(ApiText.of(Sample.class));
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

    public record WithoutAMember<T>(Optional<T> value) implements Comparable<WithoutAMember<T>> {

        @Override
        public int compareTo(WithoutAMember<T> other) {
            return 2;
        }

        public static <T> Optional<T> of(T value) throws IOException {
            return Optional.of(value);
        }
    }

    public record WithAnotherResult<T>(Optional<T> value) implements Comparable<WithAnotherResult<T>> {
        public static final int LIMIT = 1;

        @Override
        public int compareTo(WithAnotherResult<T> other) {
            return 2;
        }

        public static <T> List<T> of(T value) throws IOException {
            return List.of(value);
        }
    }

    public record WithAnotherException<T>(Optional<T> value) implements Comparable<WithAnotherException<T>> {
        public static final int LIMIT = 1;

        @Override
        public int compareTo(WithAnotherException<T> other) {
            return 2;
        }

        public static <T> Optional<T> of(T value) throws InterruptedException {
            return Optional.of(value);
        }
    }

    public record Wider<T>(Optional<T> value) implements Comparable<Wider<T>> {
        public static final int LIMIT = 1;

        @Override
        public int compareTo(Wider<T> other) {
            return 2;
        }

        public static <T> Optional<T> of(T value) throws IOException {
            return Optional.of(value);
        }

        public void more() {}
    }

    public record HiddenChange<T>(Optional<T> value) implements Comparable<HiddenChange<T>> {
        public static final int LIMIT = 1;

        @Override
        public int compareTo(HiddenChange<T> other) {
            return 2;
        }

        public static <T> Optional<T> of(T value) throws IOException {
            return Optional.of(value);
        }

        void more() {}
    }
}

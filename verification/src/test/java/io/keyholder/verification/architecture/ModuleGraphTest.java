package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The published modules are real Java modules that resolve together, and the core asks for nothing but the platform.
 */
class ModuleGraphTest {
    private static final ModuleFinder CLASS_PATH =
            ModuleFinder.of(classPath(path -> !path.endsWith("test-classes") && isOursOrALibraryOfOurs(path)));

    @Test
    void theEmbeddedDefaultResolvesOnTheModulePath() {
        Set<String> resolved = Configuration.resolve(
                        CLASS_PATH,
                        java.util.List.of(ModuleLayer.boot().configuration()),
                        ModuleFinder.of(),
                        Set.of("io.keyholder.embedded"))
                .modules()
                .stream()
                .map(ResolvedModule::name)
                .collect(Collectors.toSet());
        assertThat(resolved)
                .contains(
                        "io.keyholder.domain",
                        "io.keyholder.ports",
                        "io.keyholder.application",
                        "io.keyholder.documents",
                        "io.keyholder.adapters.memory",
                        "io.keyholder.adapters.crypto")
                .doesNotContain("io.keyholder.adapters.qr", "io.keyholder.testkit", "net.jqwik.api", "org.jspecify");
    }

    @Test
    void picturesAreForHostsThatAskForThem() {
        assertThat(runtimeNeedsOf("io.keyholder.adapters.qr"))
                .containsExactlyInAnyOrder("java.base", "io.keyholder.domain", "com.google.zxing");
    }

    @Test
    void numbersOfARegionAreForHostsThatAskForThem() {
        assertThat(runtimeNeedsOf("io.keyholder.adapters.phone"))
                .containsExactlyInAnyOrder(
                        "java.base", "io.keyholder.domain", "com.google.i18n.phonenumbers.libphonenumber");
    }

    @Test
    void theCoreNeedsThePlatformOnly() {
        assertThat(runtimeNeedsOf("io.keyholder.domain")).containsExactlyInAnyOrder("java.base");
        assertThat(runtimeNeedsOf("io.keyholder.ports")).containsExactlyInAnyOrder("java.base", "io.keyholder.domain");
        assertThat(runtimeNeedsOf("io.keyholder.application"))
                .containsExactlyInAnyOrder("java.base", "io.keyholder.domain", "io.keyholder.ports");
    }

    @Test
    void whatIsInternalIsNotExported() {
        for (String module : Set.of("io.keyholder.domain", "io.keyholder.documents", "io.keyholder.application")) {
            assertThat(descriptorOf(module).exports())
                    .as(module)
                    .isNotEmpty()
                    .extracting(Exports::source)
                    .noneMatch(name -> name.contains("internal"));
        }
    }

    /** The modules of the class path and of the platform, by name. */
    static Map<String, ModuleDescriptor> descriptors() {
        return Stream.concat(
                        ModuleFinder.ofSystem().findAll().stream(),
                        ModuleFinder.of(classPath(path -> !path.endsWith("test-classes"))).findAll().stream())
                .map(ModuleReference::descriptor)
                .collect(Collectors.toMap(ModuleDescriptor::name, descriptor -> descriptor, (first, second) -> first));
    }

    private static Path[] classPath(Predicate<Path> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.toFile().exists())
                .filter(wanted)
                .toArray(Path[]::new);
    }

    /** The modules of this project that hosts get. */
    static Stream<ModuleReference> published() {
        return CLASS_PATH.findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("io.keyholder."))
                .filter(module -> !module.descriptor().isAutomatic());
    }

    private static Set<String> runtimeNeedsOf(String module) {
        return descriptorOf(module).requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor descriptorOf(String module) {
        return CLASS_PATH.find(module).orElseThrow().descriptor();
    }

    private static boolean isOursOrALibraryOfOurs(Path path) {
        String text = path.toString();
        return Set.of("keyholder", "classes", "h2", "jackson", "bcp", "bcu", "commons-codec", "slf4j").stream()
                .anyMatch(text::contains);
    }
}

package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No rule of the architecture names a package or a module that does not exist: such a rule would check nothing. */
class RulesNameWhatExistsTest {
    private static final Path RULES =
            Path.of("src/test/java/io/keyholder/verification/architecture/ArchitectureRules.java");
    private static final Pattern PACKAGE = Pattern.compile("\"((?:[a-z][a-z0-9_]*\\.)+[a-z][a-z0-9_]*)(?:\\.\\.)?\"");
    private static final Pattern MODULES = Pattern.compile(
            "(?:modules?\\(|onlyKnows\\(\\s*layout,|Set\\.of\\()((?:\\s*\"[a-z.]+\",?)+)\\s*\\)?", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"([a-z.]+)\"");

    /** Never on the class path, because the rules keep them out. */
    private static final Set<String> BANNED = Set.of("java.util.logging");

    private static final Set<String> PACKAGES = ModuleGraphTest.descriptors().values().stream()
            .flatMap(module -> module.packages().stream())
            .collect(Collectors.toSet());
    private static final JavaClasses OURS = new ClassFileImporter().importPackages(Layout.REAL.root());

    @Test
    void everyPackageExists() throws IOException {
        Set<String> named = named(PACKAGE, Files.readString(RULES));
        named.removeIf(name -> moduleExists(name));
        assertThat(named).contains("org.ektorp", "javax.crypto", "com.fasterxml.jackson.core", "org.slf4j");
        assertThat(named)
                .allSatisfy(name -> assertThat(packageExists(name) || BANNED.contains(name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void everyModuleExists() throws IOException {
        Set<String> named = MODULES.matcher(Files.readString(RULES))
                .results()
                .flatMap(found -> TEXT.matcher(found.group(1)).results().map(name -> name.group(1)))
                .filter(name -> !name.startsWith("com.") && !name.startsWith("org.") && !name.startsWith("java"))
                .filter(name -> !Set.of("now", "random", "forName").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .contains("domain", "ports", "application", "documents", "adapters", "adapters.couchdb", "testserver")
                .allSatisfy(name -> assertThat(moduleExists(name)).as(name).isTrue());
    }

    @Test
    void aNameThatIsNoneIsNoticed() {
        assertThat(packageExists("org.ektorp.nothing")).isFalse();
        assertThat(moduleExists("adapters.nothing")).isFalse();
        assertThat(named(PACKAGE, "\"org.nothing..\" \"org.nothing.other\" \"Upper\""))
                .containsExactly("org.nothing", "org.nothing.other");
    }

    private static boolean packageExists(String name) {
        return PACKAGES.stream().anyMatch(known -> known.equals(name) || known.startsWith(name + "."))
                || Stream.of(Package.getPackages())
                        .anyMatch(known -> known.getName().equals(name));
    }

    private static boolean moduleExists(String name) {
        String root = Layout.REAL.root() + "." + name;
        return OURS.stream()
                .map(type -> type.getPackageName())
                .anyMatch(known -> known.equals(root) || known.startsWith(root + "."));
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

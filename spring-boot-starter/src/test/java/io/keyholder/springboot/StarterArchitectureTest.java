package io.keyholder.springboot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

class StarterArchitectureTest {
    private static final String ROOT = "io.keyholder.springboot..";
    private static final Pattern PROPERTY = Pattern.compile(
            "\"name\": \"(keyholder\\.[a-z.-]+)\",\\s*\"type\": \"[^\"]+\",(\\s*\"description\": \"[^\"]+\",)?");

    private static final JavaClasses STARTER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.keyholder.springboot");

    @Test
    void usesPublicPackagesOfTheOtherModulesOnly() {
        assertThat(STARTER).hasSizeGreaterThan(40);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.keyholder..internal..")
                .check(STARTER);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keyholder.testkit..", "io.keyholder.testserver..", "tools.jackson..")
                .check(STARTER);
    }

    @Test
    void adaptersAreNamedByTheSettingsAlone() {
        noClasses()
                .that()
                .resideInAnyPackage("..springboot.security..", "..springboot.metrics..", "..springboot.message..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.keyholder.adapters..", "io.keyholder.embedded..")
                .check(STARTER);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("io.keyholder.springboot.(**)")
                .should()
                .beFreeOfCycles()
                .check(STARTER);
    }

    @Test
    void whatIsOptionalIsNamedInPartsThatAreOptional() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .doNotHaveSimpleName("CouchDbOpening")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("io.keyholder.adapters.couchdb..")
                .check(STARTER);
    }

    @Test
    void everyAutoConfigurationIsRegistered() {
        List<String> registered =
                ImportCandidates.load(AutoConfiguration.class, StarterArchitectureTest.class.getClassLoader())
                        .getCandidates()
                        .stream()
                        .filter(name -> name.startsWith("io.keyholder."))
                        .toList();
        assertThat(STARTER.stream()
                        .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                        .map(type -> type.getFullName()))
                .containsExactlyInAnyOrderElementsOf(registered)
                .hasSizeGreaterThan(4);
    }

    static Stream<String> properties() {
        return PROPERTY.matcher(metadata())
                .results()
                .map(found -> found.group(1) + (found.group(2) == null ? " lacks one" : ""));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyPropertyHasADescription(String property) {
        assertThat(property).doesNotContain(" ");
    }

    @Test
    void everyPropertyIsInTheMetadata() {
        assertThat(properties())
                .contains(
                        "keyholder.store",
                        "keyholder.embedded.directory",
                        "keyholder.couchdb.addresses",
                        "keyholder.hashing.pepper-file",
                        "keyholder.login.password-login-life",
                        "keyholder.invitations.from",
                        "keyholder.security.permission-types")
                .hasSizeGreaterThan(25);
    }

    @Test
    void everyPropertyIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../docs/spring-boot.md"));
        List<String> missing = properties()
                .filter(name -> !manual.contains("`" + name + "`")
                        && !manual.contains("`" + name.substring(name.lastIndexOf('.')) + "`"))
                .toList();
        assertThat(missing).isEmpty();
    }

    private static String metadata() {
        try (InputStream stream =
                StarterArchitectureTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String all = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(all.indexOf("\"properties\":"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

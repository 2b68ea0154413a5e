package io.keyholder.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each descriptor agrees with the classes of its module: it requires what they use and nothing else, passes on what
 * their public signatures show, and exports every package but the internal ones. Annotations are exempt: a consumer
 * needs no module of theirs.
 */
class ModuleDescriptorsTest {
    private static final String ROOT = "io.keyholder";
    private static final Map<String, ModuleDescriptor> BY_NAME = ModuleGraphTest.descriptors();
    private static final Map<String, String> MODULE_BY_PACKAGE = modulesByPackage();
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPackages(ROOT)
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("io.keyholder.verification..")));

    /** Used by name only: where the driver, the classes of a provider or a bridge are loaded at run time. */
    private static final Set<String> LOADED_AT_RUN_TIME = Set.of(
            "io.keyholder.adapters.couchdb requires org.apache.commons.logging",
            "io.keyholder.adapters.couchdb requires org.apache.commons.codec",
            "io.keyholder.adapters.couchdb requires org.apache.commons.io",
            "io.keyholder.adapters.mail requires org.eclipse.angus.mail");

    static Stream<ModuleDescriptor> published() {
        return BY_NAME.values().stream()
                .filter(descriptor -> descriptor.name().startsWith(ROOT + "."))
                .filter(descriptor -> !descriptor.isAutomatic());
    }

    @Test
    void findsTheModules() {
        assertThat(published().map(ModuleDescriptor::name))
                .contains(
                        "io.keyholder.domain",
                        "io.keyholder.ports",
                        "io.keyholder.application",
                        "io.keyholder.documents",
                        "io.keyholder.testkit",
                        "io.keyholder.embedded",
                        "io.keyholder.adapters.memory",
                        "io.keyholder.adapters.couchdb",
                        "io.keyholder.adapters.crypto",
                        "io.keyholder.adapters.mail",
                        "io.keyholder.adapters.phone",
                        "io.keyholder.adapters.qr");
    }

    @ParameterizedTest
    @MethodSource("published")
    void agreesWithItsClasses(ModuleDescriptor descriptor) {
        assertThat(disagreements(descriptor)).isEmpty();
    }

    @Test
    void aModuleThatIsRequiredForNothingIsNoticed() {
        assertThat(disagreements(domain().requires("java.sql").build()))
                .containsExactly("io.keyholder.domain requires java.sql without need");
    }

    @Test
    void aModuleThatIsMissingIsNoticed() {
        ModuleDescriptor descriptor = ModuleDescriptor.newModule("io.keyholder.ports")
                .packages(packagesOf("io.keyholder.ports"))
                .exports("io.keyholder.ports")
                .build();
        assertThat(disagreements(descriptor)).contains("io.keyholder.ports does not require io.keyholder.domain");
    }

    @Test
    void aModuleThatIsShownAndNotPassedOnIsNoticed() {
        ModuleDescriptor real = BY_NAME.get("io.keyholder.ports");
        ModuleDescriptor.Builder changed = ModuleDescriptor.newModule(real.name())
                .packages(real.packages())
                .requires("io.keyholder.domain");
        real.exports().forEach(changed::exports);
        assertThat(disagreements(changed.build()))
                .anyMatch(problem -> problem.startsWith("io.keyholder.ports shows io.keyholder.domain"));
    }

    @Test
    void anInternalPackageThatIsExportedIsNoticed() {
        ModuleDescriptor real = BY_NAME.get("io.keyholder.documents");
        String internal = real.packages().stream()
                .filter(name -> name.contains("internal"))
                .findFirst()
                .orElseThrow();
        ModuleDescriptor.Builder changed =
                ModuleDescriptor.newModule(real.name()).packages(real.packages());
        real.requires().forEach(changed::requires);
        real.exports().forEach(changed::exports);
        assertThat(disagreements(changed.exports(internal).build()))
                .contains("io.keyholder.documents exports " + internal);
    }

    @Test
    void aPackageThatIsNotExportedIsNoticed() {
        ModuleDescriptor descriptor = ModuleDescriptor.newModule("io.keyholder.domain")
                .packages(packagesOf("io.keyholder.domain"))
                .build();
        assertThat(disagreements(descriptor)).contains("io.keyholder.domain does not export io.keyholder.domain.user");
    }

    private static ModuleDescriptor.Builder domain() {
        ModuleDescriptor real = BY_NAME.get("io.keyholder.domain");
        ModuleDescriptor.Builder builder =
                ModuleDescriptor.newModule(real.name()).packages(real.packages());
        real.exports().forEach(builder::exports);
        return builder;
    }

    private static Set<String> packagesOf(String module) {
        return BY_NAME.get(module).packages();
    }

    private static List<String> disagreements(ModuleDescriptor descriptor) {
        String name = descriptor.name();
        Set<String> required = descriptor.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        List<JavaClass> classes = CLASSES.stream()
                .filter(type -> descriptor.packages().contains(type.getPackageName()))
                .toList();
        Set<String> used = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !dependency.getTargetClass().isAnnotation())
                .map(Dependency::getTargetClass)
                .map(type -> moduleOf(type.getBaseComponentType()))
                .filter(module -> !module.equals(name) && !module.equals("java.base") && !module.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> passedOn = passedOn(descriptor);
        Set<String> exported =
                descriptor.exports().stream().map(Exports::source).collect(Collectors.toCollection(TreeSet::new));
        boolean isProgram = name.endsWith(".commandline");
        return Stream.of(
                        required.stream()
                                .filter(module -> !module.equals("java.base") && !used.contains(module))
                                .filter(module -> !isOnlyPassedOn(descriptor, module))
                                .filter(module -> !LOADED_AT_RUN_TIME.contains(name + " requires " + module))
                                .map(module -> name + " requires " + module + " without need"),
                        used.stream()
                                .filter(module -> !readable(required).contains(module))
                                .map(module -> name + " does not require " + module),
                        classes.stream()
                                .filter(type -> exported.contains(type.getPackageName()))
                                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                                .flatMap(ModuleDescriptorsTest::shown)
                                .filter(type -> !Set.of(name, "java.base", "").contains(moduleOf(type)))
                                .filter(type -> !passedOn.contains(moduleOf(type)))
                                .map(type -> name + " shows " + type.getName() + " and does not pass on its module"),
                        exported.stream()
                                .filter(source -> source.contains(".internal"))
                                .map(source -> name + " exports " + source),
                        descriptor.packages().stream()
                                .filter(source -> !isProgram && !source.contains(".internal"))
                                .filter(source -> !exported.contains(source))
                                .map(source -> name + " does not export " + source))
                .flatMap(problems -> problems)
                .sorted()
                .distinct()
                .toList();
    }

    /** What is required for those who require this module, and not for its own classes. */
    private static boolean isOnlyPassedOn(ModuleDescriptor descriptor, String module) {
        return descriptor.requires().stream()
                .anyMatch(requires ->
                        requires.name().equals(module) && requires.modifiers().contains(Requires.Modifier.TRANSITIVE));
    }

    private static Stream<JavaClass> shown(JavaClass type) {
        return Stream.of(
                        type.getMethods().stream()
                                .filter(method -> isVisible(method.getModifiers()))
                                .flatMap(method -> method.getAllInvolvedRawTypes().stream()),
                        type.getConstructors().stream()
                                .filter(constructor -> isVisible(constructor.getModifiers()))
                                .flatMap(constructor -> constructor.getAllInvolvedRawTypes().stream()),
                        type.getFields().stream()
                                .filter(field -> isVisible(field.getModifiers()))
                                .flatMap(field -> field.getAllInvolvedRawTypes().stream()),
                        type.getRawInterfaces().stream(),
                        type.getRawSuperclass().stream())
                .flatMap(types -> types)
                .map(JavaClass::getBaseComponentType);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Set<String> passedOn(ModuleDescriptor descriptor) {
        Set<String> direct = descriptor.requires().stream()
                .filter(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE))
                .map(Requires::name)
                .collect(Collectors.toSet());
        return readable(direct);
    }

    /** These modules and what they pass on. */
    private static Set<String> readable(Set<String> modules) {
        Set<String> found = new TreeSet<>(modules);
        Deque<String> open = new ArrayDeque<>(modules);
        while (!open.isEmpty()) {
            ModuleDescriptor next = BY_NAME.get(open.remove());
            if (next != null) {
                next.requires().stream()
                        .filter(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE))
                        .map(Requires::name)
                        .filter(found::add)
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static String moduleOf(JavaClass type) {
        return MODULE_BY_PACKAGE.getOrDefault(type.getPackageName(), "");
    }

    private static Map<String, String> modulesByPackage() {
        Map<String, String> modules = new HashMap<>();
        BY_NAME.values()
                .forEach(descriptor -> descriptor.packages().forEach(name -> modules.put(name, descriptor.name())));
        return modules;
    }
}

package io.keyholder.verification.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the modules live below a root package. The rules are written against a layout, so that one and the same rule
 * can be held against the real modules and against deliberately wrong ones.
 *
 * @param root the package that holds {@code domain}, {@code ports} and the rest
 */
record Layout(String root) {
    static final Layout REAL = new Layout("io.keyholder");
    static final Layout WRONG = new Layout("io.keyholder.verification.wrong");

    private static final Set<String> JAVA_BASE =
            ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();

    /** The ArchUnit pattern of a module's packages. */
    String module(String name) {
        return root + "." + name + "..";
    }

    /** The patterns of several modules' packages. */
    String[] modules(String... names) {
        return Arrays.stream(names).map(this::module).toArray(String[]::new);
    }

    /** The classes of the modules, the platform and the given packages, and nothing else. */
    DescribedPredicate<JavaClass> modulesAndPackages(Set<String> modules, String... packages) {
        String[] patterns = Stream.concat(
                        modules.stream().map(this::module), Stream.concat(Stream.of("java.."), Arrays.stream(packages)))
                .toArray(String[]::new);
        return JavaClass.Predicates.resideInAnyPackage(patterns)
                .or(primitiveOrArray())
                .as("modules " + modules + ", the platform or " + Arrays.toString(packages));
    }

    /** The classes of the module, of java.base and the nullness annotations, and nothing else. */
    DescribedPredicate<JavaClass> moduleAndJavaBase(String name) {
        return JavaClass.Predicates.resideInAnyPackage(module(name), "org.jspecify.annotations")
                .or(DescribedPredicate.describe("java.base", type -> JAVA_BASE.contains(type.getPackageName())))
                .or(primitiveOrArray())
                .as("module " + name + " or java.base");
    }

    private static DescribedPredicate<JavaClass> primitiveOrArray() {
        return DescribedPredicate.describe("primitive or array", type -> type.isPrimitive() || type.isArray());
    }
}

package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.UserChange;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.internal.DomainArbitraryProvider;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.providers.TypeUsage;
import org.junit.jupiter.api.Test;

/** That every public value type of the domain has an arbitrary, one that joins it too. */
class DomainCoverageTest {
    private final DomainArbitraryProvider provider = new DomainArbitraryProvider();

    @Test
    void everyPublicValueTypeOfTheDomainHasAnArbitrary() throws Exception {
        List<Class<?>> values =
                publicTypes().stream().filter(DomainCoverageTest::isValue).toList();
        assertThat(values).hasSizeGreaterThan(100).contains(User.class);
        assertThat(values)
                .allSatisfy(type -> assertThat(provider.canProvideFor(TypeUsage.of(type)))
                        .as(type.getName())
                        .isTrue());
    }

    @Test
    void whatIsNoValueIsToldFromWhatIsOne() {
        assertThat(isValue(User.class)).isTrue();
        assertThat(Stream.of(UserChange.class, UserPolicy.class, RoleCatalogue.class, Thread.State.class, Error.class))
                .noneMatch(DomainCoverageTest::isValue);
    }

    /**
     * Enums have jqwik's own arbitrary, hosts implement open interfaces, and no object is made of a class of functions.
     */
    private static boolean isValue(Class<?> type) {
        boolean isOpenInterface = type.isInterface() && !type.isSealed();
        return !type.isEnum()
                && !Throwable.class.isAssignableFrom(type)
                && !isOpenInterface
                && (type.isSealed() || type.isRecord() || hasMethodsOfItsOwn(type));
    }

    private static boolean hasMethodsOfItsOwn(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method ->
                        Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()));
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
        Path place = Path.of(
                User.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return publicTypesBelow(place);
        }
        try (FileSystem archive = FileSystems.newFileSystem(place)) {
            return publicTypesBelow(archive.getPath("/"));
        }
    }

    private static List<Class<?>> publicTypesBelow(Path root) throws IOException {
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> load(
                            name.substring(0, name.length() - ".class".length()).replace('/', '.')))
                    .filter(DomainCoverageTest::isPublic)
                    .forEach(types::add);
        }
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, DomainCoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}

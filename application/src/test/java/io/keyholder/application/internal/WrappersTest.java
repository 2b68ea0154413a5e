package io.keyholder.application.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A class that implements a port and holds another of the same port passes on every method of it, those with a default
 * too: a default would take the place of what the wrapped one does better.
 */
class WrappersTest {
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void everyMethodIsPassedOn() throws Exception {
        List<Class<?>> classes = classesBelow("io/keyholder/application/internal");
        assertThat(classes.stream().filter(type -> wrapped(type).findAny().isPresent()))
                .hasSizeGreaterThan(4);
        assertThat(classes.stream().flatMap(WrappersTest::leftToDefaults)).isEmpty();
    }

    @Test
    void aMethodThatIsLeftToItsDefaultIsFound() {
        assertThat(leftToDefaults(Forgetful.class)).containsExactly("Forgetful.lanes");
    }

    private static Stream<String> leftToDefaults(Class<?> type) {
        return wrapped(type)
                .flatMap(port -> Arrays.stream(port.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !isDeclaredBy(type, method))
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    private static Stream<Class<?>> wrapped(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .<Class<?>>map(field -> field.getType())
                .filter(field -> field.isInterface() && field.getName().startsWith("io.keyholder.ports."))
                .filter(field -> field.isAssignableFrom(type))
                .distinct();
    }

    private static boolean isDeclaredBy(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(declared -> declared.getName().equals(method.getName())
                        && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes()));
    }

    private static List<Class<?>> classesBelow(String folder) throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.walk(CLASSES.resolve(folder))) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                if (!name.endsWith("package-info.class")) {
                    classes.add(Class.forName(name.substring(0, name.length() - ".class".length())));
                }
            }
            return classes;
        }
    }

    /** Passes on all but the number of lanes. */
    private record Forgetful(PasswordHasher hasher) implements PasswordHasher {
        @Override
        public PasswordHash hash(Password password) {
            return hasher.hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            return hasher.verify(password, stored);
        }

        @Override
        public boolean isReadable(PasswordHash stored) {
            return hasher.isReadable(stored);
        }
    }
}

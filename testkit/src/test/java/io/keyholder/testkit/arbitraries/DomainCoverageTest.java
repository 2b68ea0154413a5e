package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.user.User;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/** That a type that joins the model gets an arbitrary, too. */
class DomainCoverageTest {
    private static final List<Class<?>> ARBITRARIES = List.of(
            CredentialArbitraries.class,
            DataOwnerArbitraries.class,
            KeyArbitraries.class,
            LifecycleArbitraries.class,
            LoginIdentifiersArbitraries.class,
            PermissionArbitraries.class,
            PredicateArbitraries.class,
            ProfileArbitraries.class,
            PropertyArbitraries.class,
            TokenArbitraries.class,
            UnknownMembersArbitraries.class,
            UserArbitraries.class,
            UserIdArbitraries.class);

    private static final Set<Class<?>> NOT_REACHED_FROM_A_USER =
            Set.of(Password.class, EncryptionKeyPair.class, IdentifierKey.class, Attributes.class);

    @Test
    void everyTypeOfTheDomainHasAnArbitrary() {
        Set<Class<?>> types = reachableFrom(User.class);
        NOT_REACHED_FROM_A_USER.forEach(type -> types.addAll(reachableFrom(type)));
        types.removeIf(Class::isEnum);
        assertThat(types).hasSizeGreaterThan(25);
        assertThat(generatedTypes()).containsAll(types);
    }

    private static Set<Class<?>> generatedTypes() {
        return ARBITRARIES.stream()
                .flatMap(arbitraries -> Arrays.stream(arbitraries.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Arbitrary.class)
                .map(DomainCoverageTest::generatedType)
                .collect(Collectors.toSet());
    }

    private static Class<?> generatedType(Method method) {
        Type generated = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        return generated instanceof Class<?> type ? type : (Class<?>) ((ParameterizedType) generated).getRawType();
    }

    /** The domain types among the components of a record, of their components, and so on; not below a sealed type. */
    private static Set<Class<?>> reachableFrom(Class<?> start) {
        Set<Class<?>> found = new HashSet<>(Set.of(start));
        Deque<Class<?>> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            if (type.isRecord()) {
                Arrays.stream(type.getRecordComponents())
                        .flatMap(component -> domainTypes(component.getGenericType()).stream())
                        .filter(found::add)
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static Set<Class<?>> domainTypes(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .flatMap(argument -> domainTypes(argument).stream())
                    .collect(Collectors.toSet());
        }
        return type instanceof Class<?> plain && plain.getName().startsWith("io.keyholder.domain.")
                ? Set.of(plain)
                : Set.of();
    }
}

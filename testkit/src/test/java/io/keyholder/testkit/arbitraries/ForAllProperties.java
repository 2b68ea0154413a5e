package io.keyholder.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.UserChange;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.testkit.internal.DomainArbitraryProvider;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.providers.TypeUsage;
import net.jqwik.api.statistics.Statistics;

/** {@code @ForAll} and a type of the domain are enough, and the values are seen to reach the edges. */
class ForAllProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final DomainArbitraryProvider provider = new DomainArbitraryProvider();

    @Property(tries = 50)
    void parametersNeedNoProviderMethod(
            @ForAll User user,
            @ForAll UserId id,
            @ForAll LoginIdentifiers identifiers,
            @ForAll Permission permission,
            @ForAll AuthenticationToken token,
            @ForAll LoginState state,
            @ForAll Invitation invitation,
            @ForAll AuditEvent event) {
        assertThat(Stream.of(user, id, identifiers, permission, token, state, invitation, event))
                .doesNotContainNull();
    }

    @Property(tries = 20)
    void collectionsAndAlternativesNeedNoneEither(
            @ForAll List<User> users,
            @ForAll Optional<UserId> id,
            @ForAll SecondFactor.On factor,
            @ForAll AuditEvent.LoginRefused refused) {
        assertThat(users).doesNotContainNull().allMatch(User.class::isInstance);
        assertThat(id.isEmpty() || !id.get().value().isEmpty()).isTrue();
        assertThat(factor).isInstanceOf(SecondFactor.On.class);
        assertThat(refused).isInstanceOf(AuditEvent.LoginRefused.class);
    }

    @Example
    void everyArbitraryOfTheKitIsRegistered() throws IOException {
        assertThat(typesWithAnArbitrary()).hasSizeGreaterThan(45).isEqualTo(provider.types());
    }

    @Property
    void everyRegisteredTypeAndEveryAlternativeIsGenerated(@ForAll("types") Class<?> type) {
        assertThat(Arbitraries.defaultFor(type).sampleStream().limit(2))
                .hasSize(2)
                .allMatch(type::isInstance);
    }

    @Example
    void whatHasNoArbitraryIsLeftToOthers() {
        Stream.of(String.class, Object.class, Record.class, UserChange.class, Instant.class)
                .forEach(type ->
                        assertThat(provider.canProvideFor(TypeUsage.of(type))).isFalse());
    }

    @Property(tries = 2_000)
    void usersReachTheEdges(@ForAll User user) {
        occurs("deleted", user.isDeleted());
        occurs("never stored", user.revision().isEmpty());
        occurs("no login", user.identifiers().login().isEmpty());
        occurs("no password", user.credentials().passwordHash().isEmpty());
        occurs("no created date", user.lifecycle().created().isEmpty());
        occurs("empty name", user.profile().name().filter(String::isEmpty).isPresent());
        occurs("unknown members", !user.unknownMembers().isEmpty());
    }

    @Property(tries = 2_000)
    void tokensReachTheEdges(@ForAll AuthenticationToken token) {
        occurs("expired", token.revoked().isEmpty() && !token.isUsableAt(NOW));
        occurs("usable", token.isUsableAt(NOW));
        occurs("revoked", token.revoked().isPresent());
        occurs("for ever", token.validity().equals(TokenValidity.unlimited()));
    }

    @Property(tries = 3_000)
    void eventsHoldHalvesOfSurrogatePairs(@ForAll AuditEvent.LoginRefused refused) {
        occurs("no user", refused.subject().isEmpty());
        occurs("no source", refused.source().isEmpty());
        occurs(
                "half of a surrogate pair",
                refused.source().filter(ForAllProperties::isTorn).isPresent());
        occurs(
                "letter of another plane",
                refused.source().filter(ForAllProperties::hasPair).isPresent());
    }

    private static void occurs(String edge, boolean isThere) {
        Statistics.label(edge).collect(isThere);
        Statistics.label(edge).coverage(seen -> {
            seen.check(true).count(count -> count > 0);
            seen.check(false).count(count -> count > 0);
        });
    }

    private static boolean isTorn(String text) {
        return text.codePoints().anyMatch(unit -> Character.getType(unit) == Character.SURROGATE);
    }

    private static boolean hasPair(String text) {
        return text.codePoints().anyMatch(Character::isSupplementaryCodePoint);
    }

    @Provide
    Arbitrary<Class<?>> types() {
        Set<Class<?>> all = new HashSet<>(provider.types());
        provider.types().stream()
                .filter(Class::isSealed)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .forEach(all::add);
        return Arbitraries.of(all);
    }

    /** Of each public method without parameters in the package. */
    private static Set<Class<?>> typesWithAnArbitrary() throws IOException {
        Path classes = Path.of("src/main/java/io/keyholder/testkit/arbitraries");
        try (Stream<Path> files = Files.list(classes)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .map(ForAllProperties::typeOf)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                    .map(method -> generated(method.getGenericReturnType()))
                    .filter(type -> type.getName().startsWith("io.keyholder."))
                    .collect(Collectors.toSet());
        }
    }

    private static Class<?> typeOf(String name) {
        try {
            return Class.forName(ForAllProperties.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static Class<?> generated(Type arbitrary) {
        Type type = ((ParameterizedType) arbitrary).getActualTypeArguments()[0];
        return type instanceof Class<?> plain ? plain : (Class<?>) ((ParameterizedType) type).getRawType();
    }
}

package io.keyholder.verification.secrets;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.invitation.InvitationTemplate;
import io.keyholder.domain.access.CredentialSeal;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.login.Recognition;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.TokenValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes an instance of any type, with a secret wherever text or bytes go in: by its canonical constructor, a public
 * constructor or a public factory, from instances of what these ask for. Types that are known to show their text get
 * harmless text.
 */
final class Specimens {
    /** Below a file, so that nothing can be made there. */
    private static final Path NOWHERE = Path.of(System.getProperty("java.home"), "release", "nowhere");

    /** Components of records that say who or what it is, or what is wrong with it, and never a secret. */
    private static final Set<String> NAMES = Set.of("documentId", "id", "keyId", "name", "problem", "setIds", "source");

    private static final String TOKEN = " ${token}";
    private static final UserId MARY = new UserId("mary");
    private static final Contact EMAIL = Contact.email("mary@example.org");

    private final String secret;
    private final Set<String> showingText;
    private final Set<String> notMade;
    private final Map<Class<?>, Object> specimens = new HashMap<>();

    /** What is being made: types that hold themselves are made without. */
    private final Set<Class<?>> underWay = new HashSet<>();

    Specimens(String secret, Set<String> showingText, Set<String> notMade) {
        this.secret = secret;
        this.showingText = showingText;
        this.notMade = notMade;
    }

    /** An instance; absent when no way to make one works. */
    Optional<Object> of(Class<?> type) {
        Optional<Object> earlier = known(type).or(() -> Optional.ofNullable(specimens.get(type)));
        if (earlier.isPresent() || notMade.contains(nameOf(type)) || !underWay.add(type)) {
            return earlier;
        }
        Optional<Object> made = made(type);
        underWay.remove(type);
        made.ifPresent(specimen -> specimens.put(type, specimen));
        return made;
    }

    /** What a type is called with the types it is nested in, such as {@code ReadOutcome.Refused}. */
    static String nameOf(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    /** Arguments for a call; absent when one cannot be made. */
    Optional<Object[]> argumentsFor(Executable called) {
        boolean harmless = showingText.contains(nameOf(called.getDeclaringClass()));
        List<Optional<Object>> arguments = Stream.of(called.getParameters())
                .map(parameter ->
                        argument(parameter.getParameterizedType(), harmless || NAMES.contains(parameter.getName())))
                .toList();
        return arguments.stream().allMatch(Optional::isPresent)
                ? Optional.of(arguments.stream().map(Optional::orElseThrow).toArray())
                : Optional.empty();
    }

    private Optional<Object> argument(Type type, boolean harmless) {
        String text = harmless ? "harmless" : secret;
        if (type == String.class || type == CharSequence.class) {
            return Optional.of(text);
        }
        if (type == byte[].class) {
            return Optional.of(text.getBytes(StandardCharsets.UTF_8));
        }
        if (type == char[].class) {
            return Optional.of(text.toCharArray());
        }
        if (type instanceof WildcardType wildcard) {
            return argument(wildcard.getUpperBounds()[0], harmless);
        }
        if (type instanceof TypeVariable<?> variable) {
            return argument(variable.getBounds()[0], harmless);
        }
        if (type instanceof ParameterizedType generic) {
            return container(generic, harmless);
        }
        return type instanceof Class<?> plain ? of(plain) : Optional.empty();
    }

    private Optional<Object> container(ParameterizedType generic, boolean harmless) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Optional<Object> first = argument(generic.getActualTypeArguments()[0], harmless);
        if (raw == Optional.class) {
            return Optional.of(first);
        }
        if (raw == Map.class) {
            return first.flatMap(key ->
                    argument(generic.getActualTypeArguments()[1], harmless).map(value -> Map.of(key, value)));
        }
        if (raw == Set.class) {
            return Optional.of(first.map(Set::of).orElseGet(Set::of));
        }
        return raw.isAssignableFrom(List.class)
                ? Optional.of(first.map(List::of).orElseGet(List::of))
                : of(raw);
    }

    private Optional<Object> made(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(type.getEnumConstants()[0]);
        }
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses())
                    .map(this::of)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (type.isInterface()) {
            return Optional.of(port(type));
        }
        return waysTo(type).map(this::call).flatMap(Optional::stream).findFirst();
    }

    private static Object port(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getName().equals("toString") ? "a port" : null);
    }

    /** What makes an instance, what asks for most first: it shows most. */
    private static Stream<Executable> waysTo(Class<?> type) {
        Stream<Executable> canonical = type.isRecord() ? Stream.of(canonical(type)) : Stream.empty();
        Stream<Executable> constructors = Stream.of(type.getConstructors());
        Stream<Executable> factories = Stream.of(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type)
                .map(Executable.class::cast);
        Stream<Executable> others = Stream.concat(constructors, factories)
                .sorted(Comparator.comparing((Executable way) -> way.getParameterCount())
                        .reversed()
                        .thenComparing(Executable::toGenericString));
        return Stream.concat(canonical, others);
    }

    private static Executable canonical(Class<?> record) {
        Class<?>[] types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return record.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<Object> call(Executable way) {
        return argumentsFor(way).flatMap(arguments -> {
            try {
                return Optional.ofNullable(
                        way instanceof Method factory
                                ? factory.invoke(null, arguments)
                                : ((Constructor<?>) way).newInstance(arguments));
            } catch (ReflectiveOperationException refused) {
                return Optional.empty();
            }
        });
    }

    private Optional<Object> known(Class<?> type) {
        return Optional.ofNullable(values().get(type)).or(() -> partOfKeyholder(type));
    }

    /** Values of types that are not ours, or that are made of text of one form only. */
    private Map<Class<?>, Object> values() {
        return Map.ofEntries(
                Map.entry(int.class, 15),
                Map.entry(long.class, 15L),
                Map.entry(double.class, 15.0),
                Map.entry(boolean.class, true),
                Map.entry(Instant.class, Instant.EPOCH),
                Map.entry(Duration.class, Duration.ofMinutes(5)),
                Map.entry(OptionalLong.class, OptionalLong.of(15)),
                Map.entry(Clock.class, Clock.systemUTC()),
                Map.entry(Path.class, NOWHERE),
                Map.entry(URI.class, URI.create("http://localhost:1")),
                Map.entry(Locale.class, Locale.ROOT),
                Map.entry(ZoneId.class, ZoneOffset.UTC),
                Map.entry(Throwable.class, new IllegalStateException("harmless")),
                Map.entry(Object.class, "harmless"),
                Map.entry(
                        CredentialSeal.class,
                        new CredentialSeal(
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                "0".repeat(CredentialSeal.SEAL_LENGTH))),
                Map.entry(
                        DeviceMark.class,
                        DeviceMark.read(DeviceMark.PREFIX + secret).orElseGet(() -> DeviceMark.of("khd1.A"))),
                Map.entry(
                        Recognition.class,
                        new Recognition(HexFormat.of().formatHex(ownBytes()), "0".repeat(64), Map.of())),
                Map.entry(SessionId.class, new SessionId("0".repeat(SessionId.DIGITS))),
                Map.entry(TokenValue.class, TokenValue.of(MARY, "device", ownBytes())),
                Map.entry(Keyholder.class, Costly.KEYHOLDER),
                Map.entry(EncryptionPublicKey.class, Costly.KEY_PAIR.publicKey()),
                Map.entry(EncryptionPrivateKey.class, Costly.KEY_PAIR.privateKey()),
                Map.entry(OriginStatement.class, OriginStatement.about(MARY, "note", "0".repeat(64), ownBytes())),
                Map.entry(Fingerprint.class, Costly.KEY_PAIR.publicKey().fingerprint()),
                Map.entry(PreservedJson.class, PreservedJson.of(Map.of("name", secret), Set.of("absent"))),
                Map.entry(ValidityInterval.class, ValidityInterval.ALWAYS),
                Map.entry(Contact.class, EMAIL),
                Map.entry(
                        PendingContact.class,
                        new PendingContact(EMAIL, Optional.of(secret), PasswordHash.of("harmless"), Instant.EPOCH, 0)),
                Map.entry(Contact.Email.class, EMAIL),
                Map.entry(Contact.MobilePhone.class, Contact.mobilePhone("+32 475 12 34 56")),
                Map.entry(
                        Invitation.class,
                        Invitation.pending(
                                new InvitationId("first"),
                                MARY,
                                EMAIL,
                                "nl",
                                Instant.EPOCH,
                                Instant.EPOCH.plusSeconds(1))),
                Map.entry(
                        InvitationTemplate.class,
                        new InvitationTemplate(
                                (Contact.Email) EMAIL,
                                "Welcome",
                                secret + TOKEN,
                                Optional.of(secret + TOKEN),
                                secret + TOKEN,
                                ZoneOffset.UTC)));
    }

    private byte[] ownBytes() {
        return Arrays.copyOf(secret.getBytes(StandardCharsets.UTF_8), TokenValue.SECRET_SIZE_BYTES);
    }

    /** What the facade hands out. */
    private static Optional<Object> partOfKeyholder(Class<?> type) {
        return Stream.of(Keyholder.class.getMethods())
                .filter(method -> method.getReturnType() == type && method.getParameterCount() == 0)
                .filter(method -> type.getName().startsWith("io.keyholder."))
                .findFirst()
                .map(method -> invoke(method, Costly.KEYHOLDER));
    }

    private static Object invoke(Method method, Object on) {
        try {
            return method.invoke(on);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Made once: it takes a while. */
    private static final class Costly {
        static final EncryptionKeyPair KEY_PAIR = BouncyCastleCrypto.create(
                        CryptoOptions.defaults().icureCompatible())
                .keyPairGenerator()
                .generate();
        static final Keyholder KEYHOLDER = Keyholder.open(
                MapStorage.create(),
                BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4)));
    }
}

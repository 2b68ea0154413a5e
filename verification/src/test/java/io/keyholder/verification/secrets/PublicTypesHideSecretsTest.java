package io.keyholder.verification.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * SECURITY case 20, over all public types of the published modules, those to come included: what is made with a secret
 * in every text does not show it, and what refuses such a text does not say it.
 */
class PublicTypesHideSecretsTest {
    private static final String SECRET = "sentinel0secret0sentinel0secret0";

    /**
     * Types that may show text put in, because it is an id, an address of a server or said by the library, and never a
     * secret.
     */
    private static final Set<String> SHOWING_TEXT = Set.of(
            "UserEvent",
            "UserId",
            "CouchDbAccount",
            "CouchDbOptions",
            "CouchDbServer",
            "FeedPosition",
            "SmtpOptions",
            "ReadOutcome.Refused",
            "InvalidValueException",
            "IndexBuildingException",
            "InvitationId",
            "SealingContext",
            "Endorsement",
            "AuditEvent.KeyChanged",
            "AttributeValue.TextValue",
            "Attributes",
            "Predicate.KeyValue",
            "Tokens",
            "TransferResult.ForeignKey",
            "DataOwnerId",
            "DelegationTag",
            "GroupId",
            "IdentifierKey",
            "Property",
            "Revision",
            "Authorization",
            "DecisionExplanation",
            "RedemptionResult.Redeemed",
            "LoginState",
            "KeyholderOptions",
            "NoticeTemplate",
            "EmbeddedOptions",
            "PossessionPurpose",
            "OriginStatement",
            "PropertyOriginResult.Signed",
            "PropertyOriginResult.UntrustedSigner",
            "LocalizableText");

    /**
     * Types that only the library makes, or that need files or a server. Those of them that hold a secret have tests of
     * their own.
     */
    private static final Set<String> NOT_MADE_HERE = Set.of(
            "H2Storage",
            "CouchDbStorage",
            "EmbeddedKeyholder",
            "Adoption",
            "ChangeFeed",
            "PrivateKeyHandover",
            "DocumentException",
            "FirstKey.Proven",
            "UnsuccessfulException",
            "DocumentVersionException",
            "ForbiddenException",
            "KeyShare",
            "KeyShareReading.Read",
            "NewKey",
            "OpenResult.Opened",
            "PasswordHashing",
            "PossessionChallenge",
            "ProvenKey",
            "SealResult.Sealed",
            "TransferOffer",
            "TransferRequest",
            "TransferSealing.Sealed",
            "RecoveryKit",
            "Replicas",
            "NeighbourAudit",
            "RegionalPhones",
            "InvitationRedemption",
            "LoginGate");

    private static final List<Class<?>> CONCRETE_TYPES = concreteTypes().toList();

    private static final Specimens SPECIMENS = new Specimens(SECRET, SHOWING_TEXT, NOT_MADE_HERE);

    @Test
    void aSpecimenOfEveryTypeCanBeMade() {
        assertThat(CONCRETE_TYPES.stream()
                        .filter(type -> !NOT_MADE_HERE.contains(Specimens.nameOf(type)))
                        .filter(type -> SPECIMENS.of(type).isEmpty()))
                .as("tell Specimens how to make these")
                .isEmpty();
    }

    @Test
    void noTypeShowsWhatWasPutIn() {
        assertThat(CONCRETE_TYPES.stream()
                        .filter(type -> SPECIMENS
                                .of(type)
                                .filter(specimen -> tells(specimen.toString()))
                                .isPresent()))
                .as("hide it, or name it above if it is no secret")
                .isEmpty();
    }

    @Test
    void noTypeSaysWhatItRefuses() {
        Stream<String> bad = Stream.of(
                SECRET, SECRET + "\ud800", SECRET.repeat(5_000), "{" + SECRET, "kht1." + SECRET, SECRET + ".......");
        assertThat(bad.map(text -> new Specimens(text, SHOWING_TEXT, NOT_MADE_HERE))
                        .flatMap(PublicTypesHideSecretsTest::tellingEntries)
                        .map(Executable::toGenericString)
                        .distinct())
                .isEmpty();
    }

    private static Stream<Executable> tellingEntries(Specimens bad) {
        return CONCRETE_TYPES.stream()
                .filter(type -> !SHOWING_TEXT.contains(Specimens.nameOf(type)))
                .flatMap(PublicTypesHideSecretsTest::entries)
                .filter(entry -> bad.argumentsFor(entry)
                        .flatMap(arguments -> refusal(entry, arguments))
                        .filter(PublicTypesHideSecretsTest::tells)
                        .isPresent());
    }

    @Test
    void allModulesAreSearched() {
        assertThat(publicTypes().map(Class::getPackageName))
                .contains(
                        "io.keyholder.domain.credential",
                        "io.keyholder.ports.audit",
                        "io.keyholder.application.login",
                        "io.keyholder.documents",
                        "io.keyholder.adapters.memory",
                        "io.keyholder.adapters.couchdb",
                        "io.keyholder.adapters.mail",
                        "io.keyholder.adapters.qr",
                        "io.keyholder.adapters.crypto",
                        "io.keyholder.embedded");
    }

    /** The ways in that take text or bytes. */
    private static Stream<Executable> entries(Class<?> type) {
        Stream<Executable> factories = Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .map(Executable.class::cast);
        return Stream.concat(Stream.of(type.getConstructors()), factories)
                .filter(entry -> Stream.of(entry.getParameterTypes())
                        .anyMatch(parameter -> parameter == String.class
                                || parameter == CharSequence.class
                                || parameter == byte[].class
                                || parameter == char[].class));
    }

    /** All that is told when a call is refused; absent when it is not. */
    private static Optional<String> refusal(Executable entry, Object[] arguments) {
        try {
            if (entry instanceof Method method) {
                method.invoke(null, arguments);
            } else {
                ((Constructor<?>) entry).newInstance(arguments);
            }
            return Optional.empty();
        } catch (InvocationTargetException refused) {
            StringWriter told = new StringWriter();
            refused.getCause().printStackTrace(new PrintWriter(told));
            return Optional.of(told.toString());
        } catch (ReflectiveOperationException unreachable) {
            return Optional.empty();
        }
    }

    private static boolean tells(String shown) {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        SECRET,
                        HexFormat.of().formatHex(bytes),
                        Base64.getEncoder().withoutPadding().encodeToString(bytes))
                .anyMatch(shown::contains);
    }

    private static Stream<Class<?>> concreteTypes() {
        return publicTypes()
                .filter(type -> !type.isInterface() && !type.isEnum() && !Modifier.isAbstract(type.getModifiers()))
                .filter(type -> Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> !Modifier.isStatic(method.getModifiers())));
    }

    private static Stream<Class<?>> publicTypes() {
        return PublishedClasses.names()
                .filter(name -> !name.matches(
                        "io\\.keyholder\\.(testkit|testserver|commandline|verification|.*\\binternal\\b).*"))
                .<Class<?>>map(PublicTypesHideSecretsTest::loaded)
                .filter(PublicTypesHideSecretsTest::isPublic);
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, PublicTypesHideSecretsTest.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }
}

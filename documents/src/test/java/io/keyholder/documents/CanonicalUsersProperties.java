package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.mapping.CanonicalUsers;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * The quick reader of documents that are spelled as they are written, against the careful reader: the same user, or the
 * same refusal, for every document and every damage.
 */
class CanonicalUsersProperties {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00.123Z");

    /** What JSON, numbers and UTF-8 are made of. */
    private static final List<byte[]> PIECES = List.of(
            bytes("\""),
            bytes(","),
            bytes(":"),
            bytes("{"),
            bytes("}"),
            bytes("["),
            bytes("]"),
            bytes("0"),
            bytes("9"),
            bytes("-"),
            bytes("."),
            bytes("e1"),
            bytes(" "),
            bytes("\\"),
            bytes("\\u0041"),
            bytes("null"),
            bytes("true"),
            bytes("A"),
            bytes("\u00e9"),
            bytes("\uFFFD"),
            new byte[] {0},
            new byte[] {(byte) 0x80},
            new byte[] {(byte) 0xC3},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            bytes(",\"deleted\":1"),
            bytes(",\"enabled\":false"),
            bytes(",\"status\":\"DISABLED\""),
            bytes(",\"use2fa\":true"),
            bytes(",\"revoked\":1"),
            bytes(",\"scopes\":[]"),
            bytes("{}"),
            bytes("{\"x\":1},"),
            bytes("{\"system\":\"s\",\"value\":\"v\",\"x\":1}"),
            bytes("{\"id\":\"p\",\"x\":null}"),
            bytes("\"x\":[\"y\",\"\"]"));

    @Property(tries = 500)
    void readsWhatIsWrittenAsTheCarefulReaderDoes(@ForAll("users") User user) {
        assertSameAsCareful(UserDocuments.writeUtf8(user));
    }

    @Property(tries = 2_000)
    void readsADamagedDocumentAsTheCarefulReaderDoes(
            @ForAll("documents") byte[] document, @ForAll("damages") @Size(min = 1, max = 3) List<Damage> damages) {
        byte[] damaged = document;
        for (Damage damage : damages) {
            damaged = damage.done(damaged);
        }
        assertSameAsCareful(damaged);
    }

    @Property(tries = 300)
    void readsTheBeginningOfADocumentAsTheCarefulReaderDoes(
            @ForAll("documents") byte[] document, @ForAll @IntRange(max = 100_000) int length) {
        assertSameAsCareful(Arrays.copyOf(document, length % (document.length + 1)));
    }

    /** What no writer of ours writes, and one that is damaged or malicious may. */
    @Test
    void readsOtherSpellingsAsTheCarefulReaderDoes() {
        String document = UserDocuments.write(full());
        List<UnaryOperator<String>> changes = List.of(
                text -> text.replaceAll("(\"created\":)", "$10"),
                text -> text.replaceAll("(\"created\":)\\d+", "$1-0"),
                text -> text.replaceAll("(\"created\":)\\d+", "$100"),
                text -> text.replaceAll("(\"created\":)\\d+", "$15.0"),
                text -> text.replaceAll("(\"created\":)\\d+", "$15e3"),
                text -> text.replaceAll("(\"created\":)\\d+", "$1" + Long.MAX_VALUE),
                text -> text.replaceAll("(\"created\":)\\d+", "$1null"),
                text -> text.replaceAll("(\"created\":)\\d+", "$1\"5\""),
                text -> text.replaceAll("(\"validity\":)-1", "$1-2"),
                text -> text.replaceAll("(\"validity\":)-1", "$10"),
                text -> text.replaceAll("(\"validity\":)-1", "$1999999999999999"),
                text -> text.replace("\"hour\"", "\"phone\""),
                text -> text.replace("[\"nurse\"]", "[\"nurse\",\"nurse\"]"),
                text -> text.replace("[\"nurse\"]", "[\"\"]"),
                text -> text.replace("[\"nurse\"]", "[]"),
                text -> text.replace("[\"nurse\"]", "[\"nurse\",]"),
                text -> text.replace("\"ACTIVE\"", "\"active\""),
                text -> text.replace("\"ACTIVE\"", "\"RETIRED\""),
                text -> text.replace("\"use2fa\":true,", ""),
                text -> text.replace("\"isUse2fa\":true", "\"isUse2fa\":false"),
                text -> text.replaceAll("\"secret\":\"[^\"]*\",", ""),
                text -> text.replace("\"type\":\"HCP\"", "\"type\":\"\""),
                text -> text.replace("\"type\":\"HCP\"", "\"type\":\"1HCP\""),
                text -> text.replaceAll("\"validUntil\":\\d+", "\"validUntil\":5"),
                text -> text.replace("\"predicate\":{}", "\"predicate\":{\"x\":1}"),
                text -> text.replace("\"_id\":\"", "\"_id\":\"_"),
                text -> text.replace("\"identifier\":[]", "\"identifier\":[{\"value\":\"v\"}]"),
                text -> text.replace("\"identifier\":[]", "\"identifier\":[{\"value\":\"v\",\"x\":1}]"),
                text -> text.replace("\"identifier\":[]", "\"identifier\":[5]"),
                text -> text.replace("\"properties\":[]", "\"properties\":[{\"id\":\"p\",\"x\":[]}]"),
                text -> text.replace("\"properties\":[]", "\"properties\":{}"),
                text -> text.replace("\"autoDelegations\":{}", "\"autoDelegations\":{\"all\":[\"d\"]}"),
                text -> text.replace("\"autoDelegations\":{}", "\"autoDelegations\":{\"all\":[\"\"]}"),
                text -> text.replace("\"autoDelegations\":{}", "\"autoDelegations\":{\"all\":[],\"all\":[]}"),
                text -> text.replace("\"applicationTokens\":{}", "\"applicationTokens\":{\"a\":\"b\"}"),
                text -> text.replace("\"login\":\"m\u00e9lanie\"", "\"login\":\" \""),
                text -> text.replace("\u00e9", "e\u0301"),
                text -> text.replace("\u00e9", "\uFFFD"),
                text -> text.replace("\u00e9", "\\u00e9"),
                text -> text.replace("entities.User", "entities.Patient"),
                text -> text + " ",
                text -> text + "}",
                text -> "\uFEFF" + text,
                text -> text.substring(0, text.length() - 1),
                text -> text.substring(0, text.length() - 1) + ",\"deleted\":1}");
        for (UnaryOperator<String> change : changes) {
            String changed = change.apply(document);
            assertThat(changed).isNotEqualTo(document);
            assertSameAsCareful(changed.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The property would hold for a reader that never reads. */
    @Test
    void readsWhatStoresHold() {
        for (User user : List.of(full(), full().withRevision(new Revision("3-a")), plain())) {
            byte[] document = UserDocuments.writeUtf8(user);
            assertThat(CanonicalUsers.read(document)).as("%s", user.id()).contains(user);
            assertThat(UserDocuments.read(new String(document, StandardCharsets.UTF_8)))
                    .isEqualTo(user);
        }
    }

    @Test
    void leavesLongDocumentsToTheCarefulReader() {
        User longName = full().withProfile(full().profile().withName("x".repeat(9_999)));
        User manyTokens = longName;
        for (int number = 0; number < 700; number++) {
            manyTokens = manyTokens.withTokens(manyTokens.tokens().with("device " + number, token()));
        }

        assertThat(CanonicalUsers.read(UserDocuments.writeUtf8(longName))).contains(longName);
        assertThat(CanonicalUsers.read(UserDocuments.writeUtf8(manyTokens))).isEmpty();
        assertThat(UserDocuments.read(UserDocuments.writeUtf8(manyTokens))).isEqualTo(manyTokens);
    }

    private static void assertSameAsCareful(byte[] document) {
        Object careful = careful(document);
        assertThat(quick(document)).isEqualTo(careful);
        CanonicalUsers.read(document).ifPresent(user -> assertThat(user).isEqualTo(careful));
    }

    private static Object quick(byte[] document) {
        try {
            return UserDocuments.read(document);
        } catch (DocumentException refused) {
            return "refused";
        }
    }

    private static Object careful(byte[] document) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return UserDocuments.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (DocumentException | CharacterCodingException refused) {
            return "refused";
        }
    }

    /**
     * One thing that happens to bytes.
     *
     * @param at where, counted in the whole length
     * @param isAtABoundary whether only the places count that are behind a sign of JSON
     * @param length of the part that is meant
     */
    record Damage(Kind kind, int at, boolean isAtABoundary, int length, int piece, int target) {
        enum Kind {
            INSERT,
            REPLACE,
            REMOVE,
            REPEAT,
            MOVE
        }

        byte[] done(byte[] bytes) {
            int from = isAtABoundary ? boundary(bytes, at) : at % (bytes.length + 1);
            int to = isAtABoundary
                    ? Math.max(from, boundary(bytes, at + length % 12))
                    : Math.min(bytes.length, from + length);
            byte[] part = Arrays.copyOfRange(bytes, from, to);
            byte[] other = PIECES.get(piece % PIECES.size());
            return switch (kind) {
                case INSERT -> spliced(bytes, from, from, other);
                case REPLACE -> spliced(bytes, from, to, other);
                case REMOVE -> spliced(bytes, from, to, new byte[0]);
                case REPEAT -> spliced(bytes, from, from, part);
                case MOVE -> {
                    byte[] rest = spliced(bytes, from, to, new byte[0]);
                    int there = target % (rest.length + 1);
                    yield spliced(rest, there, there, part);
                }
            };
        }

        /** Behind a sign of JSON, where a value or a member begins or ends. */
        private static int boundary(byte[] bytes, int number) {
            int[] boundaries = IntStream.rangeClosed(0, bytes.length)
                    .filter(index -> index == 0 || "{}[],:".indexOf(bytes[index - 1]) >= 0)
                    .toArray();
            return boundaries[number % boundaries.length];
        }

        private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            result.write(bytes, 0, from);
            result.writeBytes(between);
            result.write(bytes, to, bytes.length - to);
            return result.toByteArray();
        }
    }

    @Provide
    Arbitrary<User> users() {
        return Arbitraries.oneOf(UserArbitraries.users(), Arbitraries.of(full(), plain()));
    }

    @Provide
    Arbitrary<byte[]> documents() {
        return users().map(UserDocuments::writeUtf8);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Combinators.combine(
                        Arbitraries.of(Damage.Kind.class),
                        Arbitraries.integers().between(0, 5_000),
                        Arbitraries.of(true, false),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(0, 80)),
                        Arbitraries.integers().between(0, PIECES.size() - 1),
                        Arbitraries.integers().between(0, 5_000))
                .as(Damage::new)
                .list();
    }

    private static User plain() {
        return User.of(
                new UserId("mary"),
                LoginIdentifiers.login("mary"),
                Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    }

    private static User full() {
        User user = User.of(
                new UserId("7a4e2c0e-6c2f-4ad5-9f5b-0b1f4a3c2d1e"),
                LoginIdentifiers.login("m\u00e9lanie")
                        .withEmail("m@example.org")
                        .withMobilePhone("+32470000001"),
                Lifecycle.registeredAt(NOW, UserStatus.ACTIVE)
                        .withExpiration(Optional.of(NOW.plusSeconds(60)))
                        .withTermsOfUseAccepted(Instant.ofEpochMilli(-5)));
        return user.withProfile(user.profile().withName("M\u00e9lanie \ud83d\udd11"))
                .withCredentials(Credentials.NONE
                        .withPasswordHash(PasswordHash.of("{bcrypt}$2b$12$WApznUPhDubN0oeveSXHp"))
                        .withSecondFactor(new SecondFactor.On(TotpSecret.of("sealed1:abc"))))
                .withTokens(user.tokens()
                        .with("phone", token())
                        .with(
                                "hour",
                                AuthenticationToken.of(
                                        PasswordHash.of("{sha256}ab"), NOW, TokenValidity.seconds(3_600))))
                .withAuthorization(user.authorization()
                        .withRoles(Set.of("nurse"))
                        .with(Permission.granting(PermissionType.HCP, PermissionType.of("own:1")))
                        .with(Permission.revoking(PermissionType.ADMIN)
                                .withGrant(PermissionItem.always(PermissionType.PATIENT_VIEW)
                                        .during(new ValidityInterval(
                                                Optional.of(NOW), Optional.of(NOW.plusSeconds(9)))))));
    }

    private static AuthenticationToken token() {
        return AuthenticationToken.of(
                PasswordHash.of("{sha256}" + "0123456789abcdef".repeat(4)), NOW, TokenValidity.unlimited());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

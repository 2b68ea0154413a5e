package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonBoolean;
import io.keyholder.documents.internal.json.JsonNull;
import io.keyholder.documents.internal.json.JsonNumber;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.mapping.StatusMembers;
import io.keyholder.documents.internal.mapping.UserMapping;
import io.keyholder.documents.neighbour.AcceptedDifference;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The members of a user document as other servers are to see them: what they can read, and nothing that they take for
 * more than it is. Used once.
 */
public final class Published {
    /** A date that the first generation alone keeps. Where it is gone, a later one emptied permissions of the first. */
    static final String WITNESS_OF_BITS = "activationTokenExpirationDate";

    private static final String INVITATION = "invitation:";
    private static final Pattern PLAIN_SECRET = Pattern.compile("[A-Z2-7]{8,}=*");
    private static final Pattern USUAL_SECRET = Pattern.compile("SHA-?1:6:([A-Z2-7]{8,}=*)");
    private static final List<String> RESTRICTING = List.of(
            "permissions", "authenticationTokens", "applicationTokens", "passwordHash", "status", "deleted", "type");
    private static final List<String> RESET_TOKENS = List.of("activationToken", "passwordToken");

    private final JsonObject original;
    private final Neighbours neighbours;
    private final List<GenerationReader> readers;
    private final User user;
    private final boolean isClosedElsewhere;
    private final Map<String, Json> members = new LinkedHashMap<>();

    private Published(JsonObject original, Neighbours neighbours, boolean isClosedElsewhere) {
        this.original = original;
        this.neighbours = neighbours;
        this.isClosedElsewhere = isClosedElsewhere;
        this.readers =
                neighbours.generations().stream().map(GenerationReader::of).toList();
        this.user = new UserMapping().readUser(original);
    }

    /**
     * The published document with its stamp.
     *
     * @param isClosed whether the user is closed to those servers for a reason that the document does not show
     */
    public static JsonObject of(JsonObject original, Neighbours neighbours, boolean isClosed) {
        return new Published(original, neighbours, isClosed).stamped();
    }

    /** The members that let in or grant, and that are published otherwise than they are. */
    public static List<String> restricted(JsonObject original, Neighbours neighbours) {
        Published published = new Published(original, neighbours, false);
        published.fill();
        return RESTRICTING.stream()
                .filter(name -> !GenerationReader.isNothing(original.get(name)))
                .filter(name -> !original.get(name).equals(Optional.ofNullable(published.members.get(name))))
                .toList();
    }

    private JsonObject stamped() {
        fill();
        return Stamp.stamped(original, members);
    }

    private void fill() {
        original.members().forEach(this::addReadable);
        addLifecycle();
        addSource();
        members.replace(
                "permissions",
                new PublishedPermissions(readers, user.authorization().permissions())
                        .of(original.members().getOrDefault("permissions", JsonNull.NULL)));
        publishTokens();
        publishPassword();
        publishSecondFactor();
        if (isClosed()) {
            close();
        }
        publishLogin();
    }

    private void addReadable(String name, Json value) {
        if (name.equals(Stamp.MEMBER)) {
            return;
        }
        Optional<Json> readable = Optional.of(value);
        for (GenerationReader reader : readers) {
            Optional<Fit> fit = reader.fit(name);
            if (fit.isPresent()) {
                readable = readable.filter(json -> json != JsonNull.NULL).flatMap(fit.get()::of);
            }
        }
        readable.ifPresent(json -> members.put(name, json));
    }

    /** A user without a status does not get in, and {@code deleted: 0} counts as alive elsewhere. */
    private void addLifecycle() {
        Lifecycle life = user.lifecycle();
        members.put("status", StatusMembers.STATUS.write(life.status().orElse(UserStatus.DISABLED)));
        life.deleted().ifPresentOrElse(when -> members.put("deleted", deletion(when)), () -> members.remove("deleted"));
        if (suitsOlder()) {
            life.created().filter(when -> life.registered().isEmpty()).ifPresent(when -> add("createdDate", when));
        }
        if (neighbours.generations().size() > 1) {
            addWitnesses(life);
        }
    }

    /** A generation that drops these is recognised by it among several. */
    private void addWitnesses(Lifecycle life) {
        Instant born = life.created().or(life::registered).orElse(Instant.ofEpochMilli(1));
        if (neighbours.includes(IcureGeneration.G1) && !members.containsKey("created")) {
            add("created", born);
        }
        if (neighbours.includes(IcureGeneration.G3) && !members.containsKey("createdDate")) {
            add("createdDate", born);
        }
        if (neighbours.includes(IcureGeneration.G1) && !members.containsKey(WITNESS_OF_BITS)) {
            add(WITNESS_OF_BITS, born);
        }
    }

    private void add(String name, Instant when) {
        long bound = Fit.GREATEST_MOMENT.longValue() / 1_000 - 1;
        long seconds = Math.max(-bound, Math.min(bound, when.getEpochSecond()));
        members.put(
                name,
                JsonNumber.of(Instant.ofEpochSecond(seconds, when.getNano()).toEpochMilli()));
    }

    private Json deletion(Instant when) {
        long bound = Fit.GREATEST_MOMENT.longValue() / 1_000 - 1;
        long seconds = Math.max(0, Math.min(bound, when.getEpochSecond()));
        return JsonNumber.of(
                Math.max(1, Instant.ofEpochSecond(seconds, when.getNano()).toEpochMilli()));
    }

    private void addSource() {
        user.credentials()
                .source()
                .ifPresentOrElse(
                        source ->
                                members.put("type", new JsonString(source.name().toLowerCase(Locale.ROOT))),
                        () -> members.remove("type"));
    }

    /** Scoped, revoked and invitations' tokens, and those that cannot be read, would log in there. */
    private void publishTokens() {
        if (!(members.get("authenticationTokens") instanceof JsonObject tokens)) {
            return;
        }
        Map<String, Json> published = new LinkedHashMap<>();
        tokens.members().forEach((name, json) -> {
            if (user.tokens()
                    .named(name)
                    .filter(token -> isPublished(name, token))
                    .isPresent()) {
                published.put(name, json);
            }
        });
        members.put("authenticationTokens", new JsonObject(published));
    }

    static boolean isPublished(String name, AuthenticationToken token) {
        return !name.startsWith(INVITATION)
                && token.revoked().isEmpty()
                && token.scope() instanceof TokenScope.Unrestricted;
    }

    /**
     * A hash that two generations would hash in turn: the second one hashes a text with a salt that no one knows any
     * more, so that it could not be told from a new password.
     */
    private void publishPassword() {
        boolean isHashedTwice = neighbours.includes(IcureGeneration.G1)
                && user.credentials()
                        .passwordHash()
                        .filter(hash -> neighbours.generations().stream()
                                .filter(generation -> generation != IcureGeneration.G1)
                                .anyMatch(generation ->
                                        GenerationReader.of(generation).rehashes(hash.encoded())))
                        .isPresent();
        if (isHashedTwice) {
            members.remove("passwordHash");
        }
    }

    private void publishSecondFactor() {
        Optional<String> secret =
                user.credentials().secondFactor().storedSecret().map(TotpSecret::encoded);
        members.remove("secret");
        secret.flatMap(Published::plain).ifPresent(plain -> members.put("secret", new JsonString(plain)));
        boolean isDemanded = user.credentials().secondFactor().isDemanded();
        for (String flag : List.of("use2fa", "isUse2fa")) {
            if (isDemanded) {
                members.put(flag, JsonBoolean.TRUE);
            } else {
                members.computeIfPresent(flag, (name, value) -> JsonBoolean.FALSE);
            }
        }
    }

    /** A secret in the form that the older generations check codes with. */
    private static Optional<String> plain(String secret) {
        Matcher usual = USUAL_SECRET.matcher(secret);
        if (usual.matches()) {
            return Optional.of(usual.group(1));
        }
        return Optional.of(secret).filter(text -> PLAIN_SECRET.matcher(text).matches());
    }

    /** Whether the user has a restriction that one of the servers does not know. */
    private boolean isClosed() {
        boolean isElsewhere =
                user.credentials().source().orElse(AuthenticationSource.DATABASE) != AuthenticationSource.DATABASE;
        boolean isUnprovable = user.credentials().secondFactor().isDemanded()
                && (neighbours.includes(IcureGeneration.G3) || !members.containsKey("secret"));
        return isClosedElsewhere
                || (isElsewhere && !accepts(AcceptedDifference.SOURCE))
                || (isUnprovable && !accepts(AcceptedDifference.SECOND_FACTOR))
                || (user.lifecycle().expires().isPresent() && !accepts(AcceptedDifference.EXPIRATION));
    }

    private void close() {
        members.remove("passwordHash");
        RESET_TOKENS.forEach(members::remove);
        members.computeIfPresent("authenticationTokens", (name, value) -> JsonObject.EMPTY);
        members.computeIfPresent("applicationTokens", (name, value) -> JsonObject.EMPTY);
    }

    /** The oldest generation finds and lists users by their login only. */
    private void publishLogin() {
        if (neighbours.includes(IcureGeneration.G1) && !members.containsKey("login")) {
            user.identifiers()
                    .email()
                    .or(() -> user.identifiers().mobilePhone())
                    .ifPresent(contact -> members.put("login", new JsonString(contact)));
        }
    }

    private boolean suitsOlder() {
        return neighbours.includes(IcureGeneration.G1) || neighbours.includes(IcureGeneration.G2);
    }

    private boolean accepts(AcceptedDifference difference) {
        return neighbours.accepted().contains(difference);
    }
}

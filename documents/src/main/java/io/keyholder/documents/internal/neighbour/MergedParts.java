package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.neighbour.ThreeWayMerge.Changes;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The parts of a user after another server's save, each by its own rule. Used once. */
final class MergedParts {
    private final User ours;
    private final User published;
    private final User theirs;
    private final Neighbours neighbours;
    private final Changes changes;

    MergedParts(User ours, User published, User theirs, Neighbours neighbours, Changes changes) {
        this.ours = ours;
        this.published = published;
        this.theirs = theirs;
        this.neighbours = neighbours;
        this.changes = changes;
    }

    User user() {
        return ours.withIdentifiers(identifiers())
                .withProfile(profile())
                .withDataOwner(dataOwner())
                .withLifecycle(life -> lifecycle())
                .withCredentials(new MergedCredentials(
                                ours.credentials(), published.credentials(), theirs.credentials(), changes)
                        .credentials())
                .withTokens(new MergedTokens(ours.tokens(), published.tokens(), theirs.tokens(), changes)
                        .tokens(isClosed()))
                .withAuthorization(new MergedAuthorization(
                                ours.authorization(), published.authorization(), theirs.authorization(), changes)
                        .authorization())
                .withProperties(properties())
                .withAutoDelegations(autoDelegations());
    }

    /** Whether the user was published as one that cannot log in there. */
    private boolean isClosed() {
        return published.credentials().passwordHash().isEmpty()
                && ours.credentials().passwordHash().isPresent();
    }

    private <T> T changed(String member, Function<User, T> part) {
        T before = part.apply(published);
        T after = part.apply(theirs);
        if (Objects.equals(before, after) || isRounded(before, after)) {
            return part.apply(ours);
        }
        changes.note(Kind.CHANGED, member);
        return after;
    }

    private LoginIdentifiers identifiers() {
        Optional<String> login = changed("login", user -> user.identifiers().login());
        Optional<String> email = changed("email", user -> user.identifiers().email());
        Optional<String> phone =
                changed("mobilePhone", user -> user.identifiers().mobilePhone());
        return login.isPresent() || email.isPresent() || phone.isPresent()
                ? new LoginIdentifiers(login, email, phone)
                : ours.identifiers();
    }

    private Profile profile() {
        List<ExternalIdentifier> before = published.profile().externalIdentifiers();
        List<ExternalIdentifier> after = theirs.profile().externalIdentifiers();
        boolean isDropped =
                after.isEmpty() && (neighbours.includes(IcureGeneration.G1) || neighbours.includes(IcureGeneration.G2));
        if (isDropped && !before.isEmpty()) {
            changes.note(Kind.RESTORED, "identifier");
        }
        return new Profile(
                changed("name", user -> user.profile().name()),
                association("groupId", user -> user.profile().group()),
                isDropped || bare(before).equals(bare(after))
                        ? ours.profile().externalIdentifiers()
                        : changed("identifier", user -> user.profile().externalIdentifiers()));
    }

    /** Without the members that the other server drops. */
    private static List<ExternalIdentifier> bare(List<ExternalIdentifier> identifiers) {
        return identifiers.stream()
                .map(identifier -> new ExternalIdentifier(
                        identifier.system(), identifier.value(), identifier.use(), PreservedJson.NONE))
                .toList();
    }

    private DataOwner dataOwner() {
        return new DataOwner(
                association("healthcarePartyId", user -> user.dataOwner().healthcareParty()),
                association("patientId", user -> user.dataOwner().patient()),
                association("deviceId", user -> user.dataOwner().device()));
    }

    /**
     * For whom a user stands and to which group it belongs decide what it reaches, and who reaches it. So another one
     * does not count.
     */
    private <T> Optional<T> association(String member, Function<User, Optional<T>> part) {
        Optional<T> after = part.apply(theirs);
        if (after.equals(part.apply(published))) {
            return part.apply(ours);
        }
        if (after.isEmpty()) {
            changes.note(Kind.CHANGED, member);
            return after;
        }
        changes.note(Kind.WITHHELD, member);
        return part.apply(ours);
    }

    /** Newer generations fill in the moment of a save as that of the creation, where it is absent. */
    private Lifecycle lifecycle() {
        return new Lifecycle(
                status(),
                ours.lifecycle().created(),
                changed("createdDate", user -> user.lifecycle().registered()),
                changed("termsOfUseDate", user -> user.lifecycle().termsOfUseAccepted()),
                changed("lastLoginDate", user -> user.lifecycle().lastLogin()),
                end("expirationDate", user -> user.lifecycle().expires()),
                end("deleted", user -> user.lifecycle().deleted()));
    }

    private Optional<UserStatus> status() {
        Optional<UserStatus> after = theirs.lifecycle().status();
        Optional<UserStatus> own = ours.lifecycle().status();
        if (after.equals(published.lifecycle().status())) {
            return own;
        }
        boolean isNarrower = rank(after) < rank(own);
        changes.note(isNarrower ? Kind.CHANGED : Kind.WITHHELD, "status");
        return isNarrower ? after : own;
    }

    private static int rank(Optional<UserStatus> status) {
        return status.map(known -> switch (known) {
                    case ACTIVE -> 3;
                    case REGISTERING -> 2;
                    case DISABLED -> 1;
                })
                .orElse(0);
    }

    /** The earlier end counts. */
    private Optional<Instant> end(String member, Function<User, Optional<Instant>> part) {
        Optional<Instant> after = part.apply(theirs);
        Optional<Instant> own = part.apply(ours);
        if (after.equals(part.apply(published)) || isRounded(part.apply(published), after)) {
            return own;
        }
        boolean isEarlier = after.filter(
                        moment -> own.filter(end -> !moment.isBefore(end)).isEmpty())
                .isPresent();
        changes.note(isEarlier ? Kind.CHANGED : Kind.WITHHELD, member);
        return isEarlier ? after : own;
    }

    /** What was not published stays; of the rest the other server's list counts. */
    private List<Property> properties() {
        List<Property> before = published.properties();
        List<Property> after = theirs.properties();
        if (isSame(before, after)) {
            return ours.properties();
        }
        changes.note(Kind.CHANGED, "properties");
        List<Property> merged = new ArrayList<>();
        List<Property> apart = new ArrayList<>(ours.properties());
        List<Property> sources = new ArrayList<>();
        for (Property property : before) {
            Optional<Property> source =
                    apart.stream().filter(own -> isSame(own, property)).findFirst();
            source.ifPresent(apart::remove);
            sources.add(source.orElse(property));
        }
        for (Property property : after) {
            Optional<Property> source =
                    sources.stream().filter(own -> isSame(own, property)).findFirst();
            source.ifPresent(sources::remove);
            merged.add(source.orElse(property));
        }
        merged.addAll(apart);
        return merged;
    }

    private static boolean isSame(List<Property> some, List<Property> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int place = 0; place < some.size(); place++) {
            if (!isSame(some.get(place), others.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** The oldest generation drops the ids of properties. */
    private static boolean isSame(Property one, Property other) {
        return one.identifier().equals(other.identifier())
                && one.declaredType().equals(other.declaredType())
                && isSameValue(one.value(), other.value())
                && (one.deleted().equals(other.deleted()) || isRounded(one.deleted(), other.deleted()))
                && one.encryptedSelf().equals(other.encryptedSelf());
    }

    private static boolean isSameValue(Optional<TypedValue> one, Optional<TypedValue> other) {
        if (one.orElse(null) instanceof TypedValue.DoubleValue number
                && other.orElse(null) instanceof TypedValue.DoubleValue second) {
            return number.value() == second.value();
        }
        if (one.orElse(null) instanceof TypedValue.DateValue date
                && other.orElse(null) instanceof TypedValue.DateValue second) {
            return isRounded(date.value(), second.value());
        }
        return one.equals(other);
    }

    private static boolean isRounded(Object before, Object after) {
        return before instanceof Optional<?> one
                && after instanceof Optional<?> other
                && one.orElse(null) instanceof Instant first
                && other.orElse(null) instanceof Instant second
                && isRounded(first, second);
    }

    /** Servers keep moments as decimal milliseconds of limited precision. */
    static boolean isRounded(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.ofMillis(1)) < 0;
    }

    private AutoDelegations autoDelegations() {
        if (theirs.autoDelegations().equals(published.autoDelegations())) {
            return ours.autoDelegations();
        }
        changes.note(Kind.CHANGED, "autoDelegations");
        Map<DelegationTag, List<DataOwnerId>> merged =
                new LinkedHashMap<>(theirs.autoDelegations().delegatesByTag());
        ours.autoDelegations().delegatesByTag().forEach((tag, delegates) -> {
            if (!published.autoDelegations().delegatesByTag().containsKey(tag)) {
                merged.put(tag, delegates);
            }
        });
        return new AutoDelegations(merged);
    }
}

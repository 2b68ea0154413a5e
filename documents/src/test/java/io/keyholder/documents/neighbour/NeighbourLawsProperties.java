package io.keyholder.documents.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.arbitraries.DocumentArbitraries;
import io.keyholder.testserver.icure.IcureChange;
import io.keyholder.testserver.icure.IcureModel;
import io.keyholder.testserver.icure.RestrictedUsers;
import io.keyholder.testserver.icure.UserWidth;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For all users, for all generations, for all sequences of saves: never wider, never failing, never lost. */
class NeighbourLawsProperties {
    /** Saves of one or several neighbours, one after the other. */
    record Saves(Neighbours neighbours, List<Save> saves) {
        String of(String published) {
            String stored = published;
            for (Save save : saves) {
                stored = save.server().save(stored, save.change()::in);
            }
            return stored;
        }

        /** Whether one server may have removed on purpose what another one drops. */
        boolean isMixed() {
            return neighbours.generations().size() > 1;
        }
    }

    /** One save, with what it changes. */
    record Save(IcureModel server, IcureChange change) {}

    @Property(tries = 200)
    void whatIsPublishedComesBackEqual(@ForAll("users") User user, @ForAll("neighbours") Neighbours neighbours) {
        String document = UserDocuments.write(user);
        String published = SharedDocuments.publish(document, neighbours);

        assertThat(SharedDocuments.original(published)).map(UserDocuments::read).contains(user);
    }

    @Property(tries = 200)
    void noNamedGenerationFails(@ForAll("users") User user, @ForAll("neighbours") Neighbours neighbours) {
        String published = SharedDocuments.publish(UserDocuments.write(user), neighbours);

        for (IcureGeneration generation : neighbours.generations()) {
            assertThatCode(() -> model(generation).read(published)).doesNotThrowAnyException();
            assertThat(SharedDocuments.unreadableFor(generation, published)).isEmpty();
        }
    }

    @Property(tries = 200)
    void noNeighbourGrantsMoreThanWeDo(@ForAll("users") User user, @ForAll("neighbours") Neighbours neighbours) {
        String published = SharedDocuments.publish(UserDocuments.write(user), neighbours);

        for (IcureGeneration generation : neighbours.generations()) {
            IcureModel server = model(generation);
            assertThat(unconditional(user)).containsAll(types(server.granted(published)));
            assertThat(server.usableTokens(published, Instant.EPOCH))
                    .allSatisfy(name -> assertThat(user.tokens().named(name).orElseThrow())
                            .satisfies(token -> assertThat(token.revoked()).isEmpty())
                            .satisfies(token -> assertThat(name).doesNotStartWith("invitation:"))
                            .satisfies(token -> assertThat(token.scope()).isEqualTo(TokenScope.unrestricted())));
            if (server.letsInByPassword(published)) {
                assertThat(user.lifecycle().expires()).isEmpty();
                assertThat(user.credentials().checkableHash()).isPresent();
                assertThat(user.credentials().secondFactor().isDemanded()).isFalse();
            }
            assertThat(server.lists(published)).isEqualTo(!user.isDeleted());
        }
    }

    @Property(tries = 400)
    void nothingIsWiderAfterSaves(@ForAll("users") User user, @ForAll("saves") Saves saves) {
        String published = SharedDocuments.publish(UserDocuments.write(user), saves.neighbours());
        User merged = SharedDocuments.merge(published, saves.of(published), saves.neighbours())
                .user();

        assertThat(UserWidth.wider(user, merged)).isEmpty();
        if (isClosed(published, user)) {
            assertThat(UserWidth.newProofs(user, merged)).isEmpty();
        }
    }

    /** Documents that iCure servers wrote themselves, which this library publishes when it changes them first. */
    @Property(tries = 200)
    void documentsOfServersAreKeptToo(@ForAll("documents") String document, @ForAll("quietSaves") Saves saves) {
        User user = UserDocuments.read(document);
        String published = SharedDocuments.publish(document, saves.neighbours());

        saves.neighbours()
                .generations()
                .forEach(generation ->
                        assertThatCode(() -> model(generation).read(published)).doesNotThrowAnyException());
        assertThat(SharedDocuments.original(published)).map(UserDocuments::read).contains(user);
        MergedUser merged = SharedDocuments.merge(published, saves.of(published), saves.neighbours());
        User settled = SharedDocuments.withUnclear(merged.user());
        assertThat(UserWidth.wider(settled, user)).isEmpty();
        assertThat(saves.isMixed() ? settled.withAuthorization(user.authorization()) : settled)
                .isEqualTo(user);
        assertThat(merged.changes()).extracting(ForeignChange::kind).doesNotContain(Kind.CHANGED, Kind.WITHHELD);
    }

    @Property(tries = 200)
    void documentsOfServersGetNoWider(@ForAll("documents") String document, @ForAll("saves") Saves saves) {
        User user = UserDocuments.read(document);
        String published = SharedDocuments.publish(document, saves.neighbours());
        User merged = SharedDocuments.merge(published, saves.of(published), saves.neighbours())
                .user();

        assertThat(UserWidth.wider(user, merged)).isEmpty();
    }

    /** Whichever server saves before and after, and however often. */
    @Property(tries = 200)
    void whatAServerTakesAwayIsGone(
            @ForAll("users") User user,
            @ForAll("quietSaves") Saves before,
            @ForAll IcureGeneration generation,
            @ForAll("quietSaves") Saves after) {
        Neighbours neighbours = around(generation, before, after);
        String published = SharedDocuments.publish(UserDocuments.write(user), neighbours);
        for (IcureChange change : List.of(IcureChange.DISABLES, IcureChange.DELETES, IcureChange.REMOVES_PERMISSIONS)) {
            String saved = after.of(model(generation).save(before.of(published), change::in));
            User merged = SharedDocuments.merge(published, saved, neighbours).user();
            switch (change) {
                case DISABLES -> assertThat(merged.lifecycle().status()).isNotEqualTo(Optional.of(UserStatus.ACTIVE));
                case DELETES -> assertThat(merged.isDeleted()).isTrue();
                default -> assertThat(grantedTo(merged)).noneMatch(granted(published, neighbours)::contains);
            }
        }
    }

    /** One grant or token of many, whichever servers save before and after: it stays away, or is asked about. */
    @Property(tries = 300)
    void whatAServerTakesOneByOneIsGone(
            @ForAll("users") User user,
            @ForAll("quietSaves") Saves before,
            @ForAll IcureGeneration generation,
            @ForAll("quietSaves") Saves after) {
        Neighbours neighbours = around(generation, before, after);
        IcureModel server = model(generation);
        String published = SharedDocuments.publish(UserDocuments.write(user), neighbours);
        String shown = before.of(published);
        for (String grant : server.granted(shown)) {
            String saved = after.of(server.save(shown, document -> IcureChange.removeGrant(document, grant)));
            User merged = SharedDocuments.merge(published, saved, neighbours).user();
            assertThat(grantedTo(merged)).doesNotContain(grant);
        }
        for (String token : server.usableTokens(shown, Instant.EPOCH)) {
            String saved = after.of(server.save(shown, document -> IcureChange.removeToken(document, token)));
            User merged = SharedDocuments.merge(published, saved, neighbours).user();
            assertThat(merged.tokens().named(token)).isEmpty();
        }
    }

    @Property(tries = 400)
    void nothingIsLostAfterSavesThatChangeNothing(@ForAll("users") User user, @ForAll("quietSaves") Saves saves) {
        String published = SharedDocuments.publish(UserDocuments.write(user), saves.neighbours());
        MergedUser result = SharedDocuments.merge(published, saves.of(published), saves.neighbours());
        User merged = SharedDocuments.withUnclear(result.user());

        assertThat(result.changes()).extracting(ForeignChange::kind).doesNotContain(Kind.CHANGED, Kind.WITHHELD);
        assertThat(UserWidth.wider(user, result.user())).isEmpty();
        if (!SharedDocuments.unclear(result.user()).isEmpty()) {
            assertThat(saves.isMixed()).isTrue();
            assertThat(UserWidth.wider(user, merged)).isEmpty();
            assertThat(UserWidth.wider(merged, user)).isEmpty();
            merged = merged.withAuthorization(user.authorization());
        }
        assertThat(merged.identifiers()).isEqualTo(user.identifiers());
        assertThat(merged.profile()).isEqualTo(user.profile());
        assertThat(merged.dataOwner()).isEqualTo(user.dataOwner());
        assertThat(merged.lifecycle()).isEqualTo(user.lifecycle());
        assertThat(merged.properties()).isEqualTo(user.properties());
        assertThat(merged.autoDelegations()).isEqualTo(user.autoDelegations());
        assertThat(merged.authorization().roles())
                .isEqualTo(user.authorization().roles());
        assertThat(merged.unknownMembers()).as("unknown members").isEqualTo(user.unknownMembers());
        assertThat(merged.credentials().secondFactor())
                .isEqualTo(user.credentials().secondFactor());
        assertThat(merged.credentials()).as("credentials").isEqualTo(user.credentials());
        assertThat(merged.tokens()).as("tokens").isEqualTo(user.tokens());
        assertThat(merged.authorization()).as("authorization").isEqualTo(user.authorization());
        assertThat(merged).isEqualTo(user);
    }

    /** All servers that save. */
    private static Neighbours around(IcureGeneration generation, Saves before, Saves after) {
        return Neighbours.of(generation).with(before.neighbours()).with(after.neighbours());
    }

    private static boolean isClosed(String published, User user) {
        return user.credentials().passwordHash().isPresent()
                && UserDocuments.read(SharedDocuments.unmarked(published))
                        .credentials()
                        .passwordHash()
                        .isEmpty();
    }

    private static Set<PermissionType> unconditional(User user) {
        Set<PermissionType> granted = new LinkedHashSet<>();
        user.authorization()
                .permissions()
                .forEach(permission -> permission.grants().stream()
                        .filter(item -> item.predicate() instanceof Predicate.Always)
                        .filter(item -> item.validity().equals(ValidityInterval.ALWAYS))
                        .map(PermissionItem::type)
                        .forEach(granted::add));
        user.authorization()
                .permissions()
                .forEach(permission -> permission.revokes().forEach(item -> granted.remove(item.type())));
        return granted;
    }

    /** What any of these servers grants by a document. */
    private static Set<String> granted(String document, Neighbours neighbours) {
        return neighbours.generations().stream()
                .flatMap(generation -> model(generation).granted(document).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> grantedTo(User user) {
        return user.authorization().permissions().stream()
                .flatMap(permission -> permission.grants().stream())
                .map(item -> item.type().name())
                .collect(Collectors.toSet());
    }

    private static List<PermissionType> types(Set<String> names) {
        return names.stream().map(PermissionType::of).toList();
    }

    private static IcureModel model(IcureGeneration generation) {
        return IcureModel.of(generation.name());
    }

    @Provide
    Arbitrary<User> users() {
        return RestrictedUsers.users();
    }

    @Provide
    Arbitrary<String> documents() {
        return DocumentArbitraries.documents();
    }

    @Provide
    Arbitrary<Neighbours> neighbours() {
        return Arbitraries.of(IcureGeneration.values())
                .set()
                .ofMinSize(1)
                .map(generations -> new Neighbours(generations, EnumSet.noneOf(AcceptedDifference.class)));
    }

    @Provide
    Arbitrary<Saves> saves() {
        return neighbours().flatMap(neighbours -> savesOf(neighbours, changes()));
    }

    @Provide
    Arbitrary<Saves> quietSaves() {
        return neighbours()
                .flatMap(neighbours ->
                        savesOf(neighbours, Arbitraries.just(new Save(IcureModel.G1, IcureChange.NOTHING))));
    }

    private static Arbitrary<Saves> savesOf(Neighbours neighbours, Arbitrary<Save> changes) {
        Arbitrary<Save> saves = Combinators.combine(Arbitraries.of(List.copyOf(neighbours.generations())), changes)
                .as((generation, change) -> new Save(model(generation), change.change()));
        return saves.list().ofMinSize(1).ofMaxSize(3).map(list -> new Saves(neighbours, list));
    }

    private static Arbitrary<Save> changes() {
        return Arbitraries.of(IcureChange.class).map(change -> new Save(IcureModel.G1, change));
    }
}

package io.keyholder.documents.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
                stored = save.server().save(stored, save.change());
            }
            return stored;
        }
    }

    /** One save, with what it changes. */
    record Save(IcureModel server, String what, Consumer<ObjectNode> change) {
        @Override
        public String toString() {
            return server + " " + what;
        }
    }

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
        MergedUser merged = SharedDocuments.merge(published, saves.of(published), saves.neighbours());

        assertThat(Width.wider(user, merged.user())).isEmpty();
    }

    @Property(tries = 400)
    void nothingIsLostAfterSavesThatChangeNothing(@ForAll("users") User user, @ForAll("quietSaves") Saves saves) {
        String published = SharedDocuments.publish(UserDocuments.write(user), saves.neighbours());
        MergedUser result = SharedDocuments.merge(published, saves.of(published), saves.neighbours());
        User merged = result.user();

        assertThat(result.changes()).extracting(ForeignChange::kind).doesNotContain(Kind.CHANGED, Kind.WITHHELD);
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

    private static List<PermissionType> types(Set<String> names) {
        return names.stream().map(PermissionType::of).toList();
    }

    private static IcureModel model(IcureGeneration generation) {
        return IcureModel.of(generation.name());
    }

    @Provide
    Arbitrary<User> users() {
        return UserArbitraries.users();
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
                        savesOf(neighbours, Arbitraries.just(new Save(IcureModel.G1, "saves", user -> {}))));
    }

    private static Arbitrary<Saves> savesOf(Neighbours neighbours, Arbitrary<Save> changes) {
        Arbitrary<Save> saves = Combinators.combine(Arbitraries.of(List.copyOf(neighbours.generations())), changes)
                .as((generation, change) -> new Save(model(generation), change.what(), change.change()));
        return saves.list().ofMinSize(1).ofMaxSize(3).map(list -> new Saves(neighbours, list));
    }

    private static Arbitrary<Save> changes() {
        return Arbitraries.of(
                change("nothing", user -> {}),
                change("renames", user -> user.put("name", "Somebody Else")),
                change("disables", user -> user.put("status", "DISABLED")),
                change("enables", user -> user.put("status", "ACTIVE")),
                change("undeletes", user -> user.remove("deleted")),
                change("deletes", user -> user.put("deleted", 1_764_000_000_000L)),
                change("makes administrator", NeighbourLawsProperties::grantAdmin),
                change("removes permissions", user -> user.putArray("permissions")),
                change("removes tokens", user -> user.putObject("authenticationTokens")),
                change(
                        "changes contact",
                        user -> user.put("email", "new@example.org").put("mobilePhone", "+32470")),
                change("links", user -> user.put("healthcarePartyId", "another").put("patientId", "another")),
                change("gives a role", user -> user.putArray("roles").add("ADMINISTRATOR")),
                change("opens", user -> user.put("type", "database").put("passwordHash", "0".repeat(64))),
                change(
                        "adds a property",
                        user -> user.withArray("properties")
                                .addObject()
                                .putObject("type")
                                .put("identifier", "new")
                                .put("type", "STRING")));
    }

    private static void grantAdmin(ObjectNode user) {
        ObjectNode permission = user.withArray("permissions").addObject();
        permission.put("grant", 2);
        permission
                .putArray("grants")
                .addObject()
                .put("java_type", "org.taktik.icure.entities.security.AlwaysPermissionItem")
                .put("type", "ADMIN")
                .putObject("predicate");
        permission.putArray("revokes");
    }

    private static Save change(String what, Consumer<ObjectNode> change) {
        return new Save(IcureModel.G1, what, change);
    }

    /** What one user may do that another one may not. */
    private static final class Width {
        private Width() {}

        static Set<String> wider(User before, User after) {
            Set<String> wider = new LinkedHashSet<>();
            note(wider, "status", rank(after) > rank(before));
            note(
                    wider,
                    "end",
                    !isNoLater(after.lifecycle().expires(), before.lifecycle().expires()));
            note(wider, "deletion", before.isDeleted() && !after.isDeleted());
            note(
                    wider,
                    "source",
                    after.credentials().checkableHash().isPresent()
                            && before.credentials().checkableHash().isEmpty()
                            && before.credentials().passwordHash().isPresent());
            note(
                    wider,
                    "second factor",
                    before.credentials().secondFactor().isDemanded()
                            && !after.credentials().secondFactor().isDemanded());
            note(
                    wider,
                    "roles",
                    !before.authorization()
                            .roles()
                            .containsAll(after.authorization().roles()));
            note(wider, "grants", !grants(before).containsAll(grants(after)));
            note(wider, "revokes", !revokes(after).containsAll(revokes(before)));
            before.tokens()
                    .authentication()
                    .forEach((name, token) -> after.tokens()
                            .named(name)
                            .ifPresent(later -> note(
                                    wider,
                                    "token",
                                    later.hash().equals(token.hash())
                                            && !(later.scope().equals(token.scope())
                                                    && later.revoked().equals(token.revoked())))));
            return wider;
        }

        private static Set<Object> grants(User user) {
            Set<Object> grants = new LinkedHashSet<>();
            user.authorization()
                    .permissions()
                    .forEach(permission -> permission
                            .grants()
                            .forEach(item -> grants.add(List.of(item.type(), item.predicate(), item.validity()))));
            return grants;
        }

        private static Set<Object> revokes(User user) {
            Set<Object> revokes = new LinkedHashSet<>();
            user.authorization()
                    .permissions()
                    .forEach(permission -> permission
                            .revokes()
                            .forEach(item -> revokes.add(List.of(item.type(), item.predicate(), item.validity()))));
            return revokes;
        }

        private static boolean isNoLater(Optional<Instant> after, Optional<Instant> before) {
            return before.isEmpty()
                    || after.filter(end -> !end.isAfter(before.get())).isPresent();
        }

        private static int rank(User user) {
            return user.lifecycle()
                    .status()
                    .map(status -> switch (status) {
                        case ACTIVE -> 3;
                        case REGISTERING -> 2;
                        case DISABLED -> 1;
                    })
                    .orElse(0);
        }

        private static void note(Set<String> wider, String what, boolean isWider) {
            if (isWider) {
                wider.add(what);
            }
        }
    }
}

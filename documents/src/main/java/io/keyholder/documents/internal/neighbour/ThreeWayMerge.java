package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonArray;
import io.keyholder.documents.internal.json.JsonNull;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.lossless.Lossless;
import io.keyholder.documents.internal.mapping.PermissionMapping;
import io.keyholder.documents.internal.mapping.UserMapping;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.MergedUser;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What another server's save leaves of a user: what it changed on purpose counts, what it dropped is restored, and what
 * would let the user in further than before is withheld. Three documents show which is which: the original, what was
 * published of it, and what was saved. Used once.
 */
public final class ThreeWayMerge {
    /** Without these a user is restricted less. */
    private static final Set<String> NARROWING = Set.of("expirationDate", "secret", "use2fa", "isUse2fa", "deleted");

    private static final UserMapping MAPPING = new UserMapping();
    private static final Lossless<User> LOSSLESS = new Lossless<>(MAPPING);

    private final JsonObject original;
    private final JsonObject published;
    private final JsonObject saved;
    private final Neighbours neighbours;
    private final SortedSet<ForeignChange> changes = new TreeSet<>();

    /**
     * @param published as this library stored it last, with its stamp
     * @param saved as it is stored now
     */
    public ThreeWayMerge(JsonObject published, JsonObject saved, Neighbours neighbours) {
        this.original = Stamp.original(published).orElseThrow(() -> DocumentException.of("is not what was published"));
        this.published = Stamp.without(published);
        this.saved = Stamp.without(saved);
        this.neighbours = neighbours;
    }

    /** The user, and what was found. */
    public MergedUser result() {
        JsonObject complete = withDropped();
        User theirs = read(complete);
        User base = read(withForeignMembers(complete));
        Changes found = new Changes(changes, evidence());
        User merged = new MergedParts(base, read(published), theirs, neighbours, found).user();
        User result = theirs.revision().map(merged::withRevision).orElseGet(merged::withoutRevision);
        return new MergedUser(result, List.copyOf(changes));
    }

    /** The saved document with those members that a generation drops. */
    private JsonObject withDropped() {
        Map<String, Json> complete = new LinkedHashMap<>(saved.members());
        published.members().forEach((name, value) -> {
            boolean isGone = saved.value(name).isEmpty();
            if (isGone && value == JsonNull.NULL) {
                complete.put(name, value);
            } else if (isGone && isDropped(name)) {
                complete.put(name, value);
                note(Kind.RESTORED, name);
            } else if (isGone && NARROWING.contains(name)) {
                complete.put(name, value);
                note(Kind.WITHHELD, name);
            }
        });
        return new JsonObject(complete);
    }

    /** The original with the changes of members that this library does not know. */
    private JsonObject withForeignMembers(JsonObject complete) {
        Map<String, Json> members = new LinkedHashMap<>(original.members());
        published.members().keySet().stream()
                .filter(name -> !MAPPING.known().contains(name))
                .filter(name -> !complete.members().containsKey(name))
                .forEach(name -> {
                    members.remove(name);
                    note(Kind.CHANGED, name);
                });
        complete.members().forEach((name, value) -> {
            Optional<Json> before = published.get(name);
            boolean isEmpty = before.isEmpty() && GenerationReader.isNothing(Optional.of(value));
            if (!MAPPING.known().contains(name) && !isEmpty && !before.equals(Optional.of(value))) {
                members.put(name, value);
                note(Kind.CHANGED, name);
            }
        });
        return new JsonObject(members);
    }

    private Evidence evidence() {
        boolean isAlone = neighbours.generations().size() == 1;
        boolean byFirst = neighbours.includes(IcureGeneration.G1)
                && (isAlone || !saved.value("created").equals(published.value("created")) || lostItems());
        boolean byCurrent = neighbours.includes(IcureGeneration.G3)
                && (isAlone
                        || (published.value("createdDate").isPresent()
                                && saved.value("createdDate").isEmpty()));
        boolean byLater = neighbours.generations().stream().anyMatch(generation -> generation != IcureGeneration.G1)
                && (!neighbours.includes(IcureGeneration.G1)
                        || (published.value(Published.WITNESS_OF_BITS).isPresent()
                                && saved.value(Published.WITNESS_OF_BITS).isEmpty()));
        return new Evidence(
                byFirst,
                byCurrent,
                removedTypes(byFirst, byLater, Permission::grants),
                removedTypes(byFirst, byLater, Permission::revokes));
    }

    /**
     * The types whose items were removed on purpose. The first generation empties permissions of grants and revokes, a
     * later one those of the first; both keep the empty ones, so that where permissions are missing they were removed.
     */
    private Set<PermissionType> removedTypes(
            boolean byFirst, boolean byLater, Function<Permission, List<PermissionItem>> items) {
        boolean isShorter = permissions(saved).count() < permissions(published).count();
        Set<PermissionType> removed = new LinkedHashSet<>();
        if (isShorter || !byFirst) {
            removed.addAll(types(published, ThreeWayMerge::isCurrent, items));
            removed.removeAll(types(saved, ThreeWayMerge::isCurrent, items));
        }
        if (isShorter || !byLater) {
            Set<PermissionType> bits = types(published, permission -> !isCurrent(permission), items);
            bits.removeAll(types(saved, permission -> !isCurrent(permission), items));
            removed.addAll(bits);
        }
        return removed;
    }

    /** The types of the items in the permissions of one form. */
    private static Set<PermissionType> types(
            JsonObject document, Predicate<JsonObject> form, Function<Permission, List<PermissionItem>> items) {
        Set<PermissionType> types = new LinkedHashSet<>();
        permissions(document)
                .filter(form)
                .map(permission -> new PermissionMapping().read(permission))
                .flatMap(Optional::stream)
                .forEach(permission -> items.apply(permission).forEach(item -> types.add(item.type())));
        return types;
    }

    /** Only the first generation writes permissions without grants and revokes. */
    private boolean lostItems() {
        return hasItems(published) && !hasItems(saved) && !GenerationReader.isNothing(saved.value("permissions"));
    }

    private static boolean hasItems(JsonObject document) {
        return permissions(document).anyMatch(ThreeWayMerge::isCurrent);
    }

    private static boolean isCurrent(JsonObject permission) {
        return permission.value("grants").isPresent()
                || permission.value("revokes").isPresent();
    }

    private static Stream<JsonObject> permissions(JsonObject document) {
        return document.get("permissions").stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(list -> ((JsonArray) list).elements().stream())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private boolean isDropped(String name) {
        return neighbours.generations().stream()
                .anyMatch(generation -> GenerationReader.of(generation).drops(name));
    }

    private void note(Kind kind, String member) {
        changes.add(new ForeignChange(kind, member));
    }

    private static User read(JsonObject document) {
        return LOSSLESS.keeping(document, MAPPING.readUser(document));
    }

    /**
     * Which generations certainly or possibly saved the document.
     *
     * @param byFirst the first one, which drops grants, revokes and tokens
     * @param byCurrent the current one, which drops application tokens
     * @param removedGrants what was granted and removed on purpose
     * @param removedRevokes what was revoked and removed on purpose
     */
    record Evidence(
            boolean byFirst,
            boolean byCurrent,
            Set<PermissionType> removedGrants,
            Set<PermissionType> removedRevokes) {}

    /** Where the parts of a merge report what they found. */
    record Changes(SortedSet<ForeignChange> found, Evidence evidence) {
        void note(Kind kind, String member) {
            found.add(new ForeignChange(kind, member));
        }
    }
}

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
 * would let the user in further than before is withheld; what may be either is unclear, and does not count. Three
 * documents show which is which: the original, what was published of it, and what was saved. Used once.
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
    private final long saves;
    private final Evidence evidence;
    private final SortedSet<ForeignChange> changes = new TreeSet<>();

    /**
     * @param published as this library stored it last, with its stamp
     * @param saved as it is stored now
     * @param saves how often it was saved at most
     */
    public ThreeWayMerge(JsonObject published, JsonObject saved, Neighbours neighbours, long saves) {
        this.original = Stamp.original(published).orElseThrow(() -> DocumentException.of("is not what was published"));
        this.published = Stamp.without(published);
        this.saved = Stamp.without(saved);
        this.neighbours = neighbours;
        this.saves = saves;
        this.evidence = evidence();
    }

    /** The user, and what was found. */
    public MergedUser result() {
        JsonObject complete = withDropped();
        User theirs = read(complete);
        User base = read(withForeignMembers(complete));
        Changes found = new Changes(changes, evidence, new Unclear());
        User merged = found.unclear().beside(new MergedParts(base, read(published), theirs, neighbours, found).user());
        changes.addAll(Unclear.changes(merged));
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
                if (!name.equals(Unclear.MEMBER)) {
                    note(Kind.RESTORED, name);
                }
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
            boolean isOwn = name.equals(Unclear.MEMBER);
            if (!isOwn && !MAPPING.known().contains(name) && !isEmpty && !before.equals(Optional.of(value))) {
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
        boolean isLaterNamed =
                neighbours.generations().stream().anyMatch(generation -> generation != IcureGeneration.G1);
        boolean isWitnessGone = saved.value(Published.WITNESS_OF_BITS).isEmpty();
        boolean byLater = isLaterNamed
                && (!neighbours.includes(IcureGeneration.G1)
                        || (published.value(Published.WITNESS_OF_BITS).isPresent() && isWitnessGone));
        boolean isFirstAmongOthers = byFirst && isLaterNamed && isWitnessGone && saves > 1;
        boolean isCurrentAmongOthers =
                byCurrent && saves > 1 && (byFirst || (neighbours.includes(IcureGeneration.G2) && !keptIdentifiers()));
        return new Evidence(
                byFirst,
                byCurrent,
                isFirstAmongOthers,
                isCurrentAmongOthers,
                removedTypes(byFirst, byLater, Permission::grants),
                unclearTypes(isFirstAmongOthers, byFirst && byLater),
                removedTypes(byFirst, byLater, Permission::revokes));
    }

    /** The second generation drops identifiers, the current one keeps them. */
    private boolean keptIdentifiers() {
        return !GenerationReader.isNothing(published.value("identifier"))
                && !GenerationReader.isNothing(saved.value("identifier"));
    }

    /**
     * The types whose items were removed on purpose: there are none in a form which every server that saved keeps, or
     * all permissions are gone. The first generation empties permissions of grants and revokes, a later one those of
     * the first; both keep the empty ones.
     */
    private Set<PermissionType> removedTypes(
            boolean byFirst, boolean byLater, Function<Permission, List<PermissionItem>> items) {
        boolean areAllRemoved = permissions(saved).findAny().isEmpty();
        Set<PermissionType> removed = new LinkedHashSet<>();
        if (areAllRemoved || !byFirst) {
            removed.addAll(gone(ThreeWayMerge::isCurrent, items));
        }
        if (areAllRemoved || !byLater) {
            removed.addAll(gone(permission -> !isCurrent(permission), items));
        }
        return removed;
    }

    /**
     * The types that one server may have granted no longer, or another one dropped. Where permissions are missing, some
     * were removed on purpose; which ones is not known any more once the rest was emptied.
     */
    private Set<PermissionType> unclearTypes(boolean areItemsUnclear, boolean areBitsUnclear) {
        boolean isShorter = permissions(saved).count() < permissions(published).count();
        Set<PermissionType> unclear = new LinkedHashSet<>();
        if (isShorter || areItemsUnclear) {
            unclear.addAll(gone(ThreeWayMerge::isCurrent, Permission::grants));
        }
        if (isShorter || areBitsUnclear) {
            unclear.addAll(gone(permission -> !isCurrent(permission), Permission::grants));
        }
        return unclear;
    }

    /** The types of the items in the permissions of one form that were published and are not there any more. */
    private Set<PermissionType> gone(Predicate<JsonObject> form, Function<Permission, List<PermissionItem>> items) {
        Set<PermissionType> gone = types(published, form, items);
        gone.removeAll(types(saved, form, items));
        return gone;
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

    /** Whether a generation that may have saved drops a member, and no other one may have removed it. */
    private boolean isDropped(String name) {
        boolean isUnclear = name.equals("authenticationTokens") && evidence.isFirstAmongOthers();
        return !isUnclear
                && neighbours.generations().stream()
                        .filter(this::mayHaveSaved)
                        .anyMatch(generation -> GenerationReader.of(generation).drops(name));
    }

    /** Each of two generations drops a date that the others keep. */
    private boolean mayHaveSaved(IcureGeneration generation) {
        return switch (generation) {
            case G1 -> !isKept("created");
            case G2 -> true;
            case G3 -> !isKept("createdDate");
        };
    }

    private boolean isKept(String witness) {
        Optional<Json> before = published.value(witness);
        return neighbours.generations().size() > 1
                && before.isPresent()
                && saved.value(witness).equals(before);
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
     * @param isFirstAmongOthers whether the first one saved, and another one may have, which understands what it drops
     * @param isCurrentAmongOthers the same of the current one
     * @param removedGrants what was granted and removed on purpose
     * @param unclearGrants what was granted and is gone, for whichever reason
     * @param removedRevokes what was revoked and removed on purpose
     */
    record Evidence(
            boolean byFirst,
            boolean byCurrent,
            boolean isFirstAmongOthers,
            boolean isCurrentAmongOthers,
            Set<PermissionType> removedGrants,
            Set<PermissionType> unclearGrants,
            Set<PermissionType> removedRevokes) {}

    /** Where the parts of a merge report what they found. */
    record Changes(SortedSet<ForeignChange> found, Evidence evidence, Unclear unclear) {
        void note(Kind kind, String member) {
            found.add(new ForeignChange(kind, member));
        }
    }
}

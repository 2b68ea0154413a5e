package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.ValidityInterval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what users may do. */
public final class PermissionArbitraries {
    private static final int MAX_ENTRIES = 2;
    private static final int MAX_TYPE_LENGTH = 64;

    private PermissionArbitraries() {}

    /** Any roles and permissions. */
    public static Arbitrary<Authorization> authorizations() {
        return Combinators.combine(
                        TextArbitraries.text(Authorization.MAX_ROLE_LENGTH)
                                .set()
                                .ofMaxSize(MAX_ENTRIES),
                        permissions().list().ofMaxSize(MAX_ENTRIES))
                .as(Authorization::new)
                .withoutEdgeCases();
    }

    /** Any grants and revokes. */
    public static Arbitrary<Permission> permissions() {
        return Combinators.combine(items(), items(), UnknownMembersArbitraries.unknownMembers())
                .as(Permission::new)
                .withoutEdgeCases();
    }

    /** Any grant or revoke. */
    public static Arbitrary<PermissionItem> permissionItems() {
        return Combinators.combine(
                        permissionTypes(),
                        PredicateArbitraries.predicates(),
                        validityIntervals(),
                        UnknownMembersArbitraries.unknownMembers())
                .as(PermissionItem::new)
                .withoutEdgeCases();
    }

    /** One of iCure's for the most part, else a host's own. */
    public static Arbitrary<PermissionType> permissionTypes() {
        Arbitrary<String> names = Arbitraries.strings()
                .ofMaxLength(MAX_TYPE_LENGTH - 1)
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("_.:-")
                .map(rest -> "T" + rest);
        return Choice.of(5, Arbitraries.of(PermissionType.ICURE))
                .or(1, names.map(PermissionType::of))
                .arbitrary();
    }

    /** With both bounds, with one or without. */
    public static Arbitrary<ValidityInterval> validityIntervals() {
        Arbitrary<Optional<Instant>> bounds = Choice.optional(30, InstantArbitraries.instants());
        return Combinators.combine(bounds, bounds)
                .as(PermissionArbitraries::interval)
                .withoutEdgeCases();
    }

    private static Arbitrary<List<PermissionItem>> items() {
        return permissionItems().list().ofMaxSize(MAX_ENTRIES);
    }

    private static ValidityInterval interval(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return new ValidityInterval(one, other);
        }
        return switch (Integer.signum(one.get().compareTo(other.get()))) {
            case -1 -> new ValidityInterval(one, other);
            case 1 -> new ValidityInterval(other, one);
            default -> new ValidityInterval(one, Optional.empty());
        };
    }
}

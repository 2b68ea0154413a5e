package io.keyholder.domain.access;

import io.keyholder.domain.access.UserLimits.Excess;
import io.keyholder.domain.access.UserLimits.Limited;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a user holds of what can be added to it. Immutable.
 *
 * @param properties how many
 * @param tokens of both kinds
 * @param roles and items of permissions
 * @param delegates of all tags
 * @param bytes of the text in all of these, in UTF-8
 */
record UserSize(long properties, long tokens, long roles, long delegates, long bytes) {
    /** That of a user who is not there. */
    static final UserSize NOTHING = new UserSize(0, 0, 0, 0, 0);

    /** A small number for what is no text, such as a moment or a member's name. */
    private static final long FIXED_BYTES = 16;

    static UserSize of(User user) {
        return new UserSize(
                user.properties().size(),
                (long) user.tokens().authentication().size()
                        + user.tokens().application().size(),
                user.authorization().roles().size()
                        + user.authorization().permissions().stream()
                                .flatMap(UserSize::items)
                                .count(),
                user.autoDelegations().delegatesByTag().values().stream()
                        .mapToLong(List::size)
                        .sum(),
                bytesOf(user));
    }

    /** The first limit that this exceeds and that {@code before} exceeded less. */
    Optional<Excess> excessOver(UserSize before, UserLimits limits) {
        return Stream.of(
                        excess(Limited.PROPERTIES, before.properties, properties, limits.properties()),
                        excess(Limited.TOKENS, before.tokens, tokens, limits.tokens()),
                        excess(Limited.ROLES_AND_PERMISSIONS, before.roles, roles, limits.roles()),
                        excess(Limited.AUTOMATIC_DELEGATIONS, before.delegates, delegates, limits.delegates()),
                        excess(Limited.BYTES, before.bytes, bytes, limits.bytes()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Excess> excess(Limited what, long before, long after, long allowed) {
        return after > allowed && after > before ? Optional.of(new Excess(what, after, allowed)) : Optional.empty();
    }

    private static long bytesOf(User user) {
        return user.properties().stream().mapToLong(UserSize::bytesOf).sum()
                + bytesOf(user.profile())
                + bytesOf(user.tokens())
                + user.authorization().roles().stream()
                        .mapToLong(UserSize::bytesOf)
                        .sum()
                + user.authorization().permissions().stream()
                        .mapToLong(UserSize::bytesOf)
                        .sum()
                + bytesOf(user.autoDelegations())
                + bytesOf(user.unknownMembers());
    }

    private static long bytesOf(Property property) {
        return FIXED_BYTES
                + bytesOf(property.id())
                + bytesOf(property.identifier())
                + bytesOf(property.encryptedSelf())
                + property.value().map(UserSize::bytesOf).orElse(0L)
                + bytesOf(property.unknownMembers());
    }

    private static long bytesOf(TypedValue value) {
        if (value instanceof TypedValue.StringValue text) {
            return bytesOf(text.value());
        }
        if (value instanceof TypedValue.ClobValue text) {
            return bytesOf(text.value());
        }
        return value instanceof TypedValue.JsonValue text ? bytesOf(text.value()) : FIXED_BYTES;
    }

    private static long bytesOf(Profile profile) {
        return bytesOf(profile.name())
                + profile.externalIdentifiers().stream()
                        .mapToLong(UserSize::bytesOf)
                        .sum();
    }

    private static long bytesOf(ExternalIdentifier identifier) {
        return FIXED_BYTES
                + bytesOf(identifier.system())
                + bytesOf(identifier.value())
                + bytesOf(identifier.use())
                + bytesOf(identifier.unknownMembers());
    }

    private static long bytesOf(Tokens tokens) {
        return tokens.authentication().keySet().stream()
                        .mapToLong(name -> FIXED_BYTES + bytesOf(name))
                        .sum()
                + tokens.application().entrySet().stream()
                        .mapToLong(entry -> bytesOf(entry.getKey())
                                + bytesOf(entry.getValue().value()))
                        .sum();
    }

    private static long bytesOf(Permission permission) {
        return items(permission)
                        .mapToLong(item -> FIXED_BYTES + bytesOf(item.predicate()))
                        .sum()
                + bytesOf(permission.unknownMembers());
    }

    private static Stream<PermissionItem> items(Permission permission) {
        return Stream.concat(permission.grants().stream(), permission.revokes().stream());
    }

    private static long bytesOf(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return bytesOf(and.predicates());
        }
        if (predicate instanceof Predicate.Or or) {
            return bytesOf(or.predicates());
        }
        if (predicate instanceof Predicate.Not not) {
            return FIXED_BYTES + bytesOf(not.predicate());
        }
        return predicate instanceof Predicate.KeyValue compared
                ? FIXED_BYTES + bytesOf(compared.key()) + bytesOf(compared.value())
                : FIXED_BYTES;
    }

    private static long bytesOf(List<Predicate> predicates) {
        return FIXED_BYTES + predicates.stream().mapToLong(UserSize::bytesOf).sum();
    }

    private static long bytesOf(AttributeValue value) {
        return value instanceof AttributeValue.TextValue text ? bytesOf(text.value()) : FIXED_BYTES;
    }

    private static long bytesOf(AutoDelegations delegations) {
        return delegations.delegatesByTag().entrySet().stream()
                .mapToLong(entry -> FIXED_BYTES
                        + bytesOf(entry.getKey().value())
                        + entry.getValue().stream()
                                .mapToLong(delegate -> bytesOf(delegate.value()))
                                .sum())
                .sum();
    }

    private static long bytesOf(PreservedJson members) {
        return members.jsonByName().entrySet().stream()
                        .mapToLong(entry -> bytesOf(entry.getKey()) + bytesOf(entry.getValue()))
                        .sum()
                + members.absentNames().stream().mapToLong(UserSize::bytesOf).sum();
    }

    private static long bytesOf(Optional<String> text) {
        return text.map(UserSize::bytesOf).orElse(0L);
    }

    /** Both halves of a surrogate pair count for two. */
    private static long bytesOf(String text) {
        return text.chars()
                .mapToLong(unit -> unit < 0x80 ? 1 : unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3)
                .sum();
    }
}

package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.json.JsonWriter;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.lossless.Lossless;
import io.keyholder.documents.internal.mapping.UserMapping;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The grants and tokens of a user which one server may have removed on purpose, or another one may have dropped. They
 * do not count, and stand in a member of their own until an administrator decides. Used once.
 */
public final class Unclear {
    /** The name of the member. */
    public static final String MEMBER = "keyholder-unclear";

    private static final UserMapping MAPPING = new UserMapping();
    private static final Lossless<User> LOSSLESS = new Lossless<>(MAPPING);
    private static final Set<String> PARTS = Set.of("permissions", "authenticationTokens", "applicationTokens");

    private final List<Permission> permissions = new ArrayList<>();
    private final Map<String, AuthenticationToken> authentication = new LinkedHashMap<>();
    private final Map<String, ApplicationToken> application = new LinkedHashMap<>();

    /** Nothing yet. */
    Unclear() {}

    /** What stands in the member of a user; nothing when the member is unreadable. */
    private static Unclear of(User user) {
        Unclear unclear = new Unclear();
        parts(user).ifPresent(parts -> {
            Map<String, Json> members =
                    new LinkedHashMap<>(LOSSLESS.write(bare(user)).members());
            PARTS.forEach(members::remove);
            members.putAll(parts.members());
            User carrier = MAPPING.readUser(new JsonObject(members));
            unclear.permissions.addAll(carrier.authorization().permissions());
            unclear.authentication.putAll(carrier.tokens().authentication());
            unclear.application.putAll(carrier.tokens().application());
        });
        return unclear;
    }

    /** What is unclear of a user. */
    public static SortedSet<ForeignChange> changes(User user) {
        SortedSet<ForeignChange> changes = new TreeSet<>();
        Unclear unclear = of(user);
        unclear.permissions.forEach(permission -> permission
                .grants()
                .forEach(item -> changes.add(new ForeignChange(Kind.UNCLEAR, "grant " + item.type()))));
        unclear.authentication
                .keySet()
                .forEach(name -> changes.add(new ForeignChange(Kind.UNCLEAR, MergedTokens.member(name))));
        unclear.application
                .keySet()
                .forEach(name -> changes.add(new ForeignChange(Kind.UNCLEAR, MergedTokens.member(name))));
        return changes;
    }

    /** The user with what was unclear: it was dropped, and counts again. */
    public static User restored(User user) {
        Unclear unclear = of(user);
        Authorization authorization = user.authorization();
        for (Permission permission : unclear.permissions) {
            authorization = authorization.with(permission);
        }
        unclear.authentication.keySet().removeAll(user.tokens().authentication().keySet());
        unclear.application.keySet().removeAll(user.tokens().application().keySet());
        return without(user).withAuthorization(authorization).withTokens(unclear.tokens(user.tokens()));
    }

    /** The user without what was unclear: it was removed on purpose. */
    public static User without(User user) {
        PreservedJson kept = user.unknownMembers();
        Map<String, String> members = new LinkedHashMap<>(kept.jsonByName());
        members.remove(MEMBER);
        return user.withUnknownMembers(PreservedJson.of(members, kept.absentNames()));
    }

    void add(Permission permission) {
        permissions.add(permission);
    }

    void add(String name, AuthenticationToken token) {
        authentication.put(name, token);
    }

    void add(String name, ApplicationToken token) {
        application.put(name, token);
    }

    /** The user with this and what was unclear of it before, in the member. */
    User beside(User user) {
        if (permissions.isEmpty() && authentication.isEmpty() && application.isEmpty()) {
            return user;
        }
        Unclear before = of(user);
        permissions.addAll(before.permissions);
        before.authentication.forEach(authentication::putIfAbsent);
        before.application.forEach(application::putIfAbsent);
        JsonObject carrier = LOSSLESS.write(bare(user)
                .withAuthorization(new Authorization(Set.of(), permissions))
                .withTokens(tokens(Tokens.NONE)));
        Map<String, Json> parts = new LinkedHashMap<>(carrier.members());
        parts.keySet().retainAll(PARTS);
        PreservedJson kept = user.unknownMembers();
        Map<String, String> members = new LinkedHashMap<>(kept.jsonByName());
        members.put(MEMBER, JsonWriter.of(new JsonString(JsonWriter.of(new JsonObject(parts)))));
        return user.withUnknownMembers(PreservedJson.of(members, kept.absentNames()));
    }

    private Tokens tokens(Tokens more) {
        Map<String, AuthenticationToken> all = new LinkedHashMap<>(more.authentication());
        all.putAll(authentication);
        Map<String, ApplicationToken> old = new LinkedHashMap<>(more.application());
        old.putAll(application);
        return new Tokens(all, old);
    }

    private static User bare(User user) {
        return user.withUnknownMembers(PreservedJson.NONE);
    }

    private static Optional<JsonObject> parts(User user) {
        return Optional.ofNullable(user.unknownMembers().jsonByName().get(MEMBER))
                .flatMap(Unclear::parsed)
                .filter(JsonString.class::isInstance)
                .flatMap(text -> parsed(((JsonString) text).value()))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static Optional<Json> parsed(String json) {
        try {
            return Optional.of(StrictJson.parse(json));
        } catch (JsonException damaged) {
            return Optional.empty();
        }
    }
}

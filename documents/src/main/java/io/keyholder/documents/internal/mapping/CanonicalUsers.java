package io.keyholder.documents.internal.mapping;

import static io.keyholder.documents.internal.mapping.CanonicalText.json;

import io.keyholder.documents.internal.json.JsonException;
import io.keyholder.documents.internal.json.StrictJson;
import io.keyholder.documents.internal.lossless.ValueCodec;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads documents in one pass that are spelled exactly as {@link UserMapping} writes them, which those in a store of
 * ours mostly are. Any other is left to the careful reader. What it reads, the careful reader reads as an equal user,
 * without anything to keep (CanonicalUsersProperties). Stateless.
 */
public final class CanonicalUsers {
    /** Longer documents are left to the careful reader, which bounds what they may hold. */
    private static final int MAX_BYTES = 1 << 16;

    private static final byte[] ID = json("{\"_id\":");
    private static final byte[] REVISION = json(",\"_rev\":");
    private static final byte[] CREATED = json(",\"created\":");
    private static final byte[] EXTERNAL_IDENTIFIERS = json(",\"identifier\":");
    private static final byte[] NAME = json(",\"name\":");
    private static final byte[] PROPERTIES = json(",\"properties\":");
    private static final byte[] ROLES = json(",\"roles\":");
    private static final byte[] PERMISSIONS = json(",\"permissions\":");
    private static final byte[] TYPE = json(",\"type\":");
    private static final byte[] STATUS = json(",\"status\":");
    private static final byte[] LOGIN = json(",\"login\":");
    private static final byte[] PASSWORD_HASH = json(",\"passwordHash\":");
    private static final byte[] SECRET = json(",\"secret\":");
    private static final byte[] DEMANDED = json(",\"use2fa\":true,\"isUse2fa\":true");
    private static final byte[] GROUP = json(",\"groupId\":");
    private static final byte[] HEALTHCARE_PARTY = json(",\"healthcarePartyId\":");
    private static final byte[] PATIENT = json(",\"patientId\":");
    private static final byte[] DEVICE = json(",\"deviceId\":");
    private static final byte[] AUTO_DELEGATIONS = json(",\"autoDelegations\":");
    private static final byte[] REGISTERED = json(",\"createdDate\":");
    private static final byte[] LAST_LOGIN = json(",\"lastLoginDate\":");
    private static final byte[] EXPIRES = json(",\"expirationDate\":");
    private static final byte[] TERMS_OF_USE = json(",\"termsOfUseDate\":");
    private static final byte[] EMAIL = json(",\"email\":");
    private static final byte[] MOBILE_PHONE = json(",\"mobilePhone\":");
    private static final byte[] APPLICATION_TOKENS = json(",\"applicationTokens\":{}");
    private static final byte[] AUTHENTICATION_TOKENS = json(",\"authenticationTokens\":{");
    private static final byte[] END = json(",\"java_type\":\"" + UserMapping.CLASS + "\"}");

    private static final byte[] TOKEN = json(":{\"token\":");
    private static final byte[] TOKEN_CREATED = json(",\"creationTime\":");
    private static final byte[] TOKEN_VALIDITY = json(",\"validity\":");

    private static final byte[] GRANTS = json("{\"grants\":[");
    private static final byte[] REVOKES = json(",\"revokes\":[");
    private static final byte[] ITEM = json("{\"java_type\":\"" + PermissionItemMapping.CLASS + "\",\"type\":");
    private static final byte[] ALWAYS = json(",\"predicate\":{}");
    private static final byte[] FROM = json(",\"validFrom\":");
    private static final byte[] UNTIL = json(",\"validUntil\":");

    private static final byte[] COMMA = json(",");
    private static final byte[] OBJECT_ENDS = json("}");
    private static final byte[] ARRAY_BEGINS = json("[");
    private static final byte[] ARRAY_ENDS = json("]");
    private static final byte[] EMPTY_ARRAY = json("[]");
    private static final byte[] EMPTY_OBJECT = json("{}");

    private final CanonicalText text;

    private CanonicalUsers(CanonicalText text) {
        this.text = text;
    }

    /** The user of a document in UTF-8; absent when it is spelled otherwise, or is no document of a user. */
    public static Optional<User> read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            return Optional.empty();
        }
        CanonicalText text = new CanonicalText(utf8);
        try {
            User user = new CanonicalUsers(text).user();
            return text.isAtEnd() ? Optional.of(user) : Optional.empty();
        } catch (InvalidValueException | JsonException forTheCarefulReader) {
            return Optional.empty();
        }
    }

    /** In the order in which they are written. */
    private User user() {
        text.expect(ID);
        UserId id = new UserId(text.text());
        Optional<Revision> revision = optional(REVISION, Revision::new);
        Optional<Instant> created = moment(CREATED);
        var externalIdentifiers = listed(EXTERNAL_IDENTIFIERS, UserMapping.IDENTIFIERS);
        Optional<String> name = optional(NAME, Function.identity());
        var properties = listed(PROPERTIES, UserMapping.PROPERTIES);
        Set<String> roles = roles();
        List<Permission> permissions = permissions();
        var source = optional(TYPE, word -> understood(UserMapping.SOURCE.of(word)));
        var status = optional(STATUS, word -> understood(StatusMembers.STATUS.of(word)));
        Optional<String> login = optional(LOGIN, Function.identity());
        Optional<PasswordHash> passwordHash = optional(PASSWORD_HASH, PasswordHash::of);
        SecondFactor secondFactor = secondFactor();
        Optional<GroupId> group = optional(GROUP, GroupId::new);
        DataOwner dataOwner = new DataOwner(
                optional(HEALTHCARE_PARTY, DataOwnerId::new),
                optional(PATIENT, DataOwnerId::new),
                optional(DEVICE, DataOwnerId::new));
        AutoDelegations delegations = delegations();
        Optional<Instant> registered = moment(REGISTERED);
        Optional<Instant> lastLogin = moment(LAST_LOGIN);
        Optional<Instant> expires = moment(EXPIRES);
        Optional<Instant> termsOfUse = moment(TERMS_OF_USE);
        LoginIdentifiers identifiers = new LoginIdentifiers(
                login, optional(EMAIL, Function.identity()), optional(MOBILE_PHONE, Function.identity()));
        text.expect(APPLICATION_TOKENS);
        Tokens tokens = tokens();
        text.expect(END);
        return new User(
                id,
                revision,
                identifiers,
                new Profile(name, group, externalIdentifiers),
                dataOwner,
                new Lifecycle(status, created, registered, termsOfUse, lastLogin, expires, Optional.empty()),
                new Credentials(source, passwordHash, secondFactor),
                tokens,
                new Authorization(roles, permissions),
                properties,
                delegations,
                PreservedJson.NONE);
    }

    private <T> Optional<T> optional(byte[] member, Function<String, T> type) {
        return text.next(member) ? Optional.of(type.apply(text.text())) : Optional.empty();
    }

    private Optional<Instant> moment(byte[] member) {
        return text.next(member) ? Optional.of(Instant.ofEpochMilli(text.wholeNumber())) : Optional.empty();
    }

    /** A word that this version does not know has a meaning that only the careful reader can judge. */
    private static <E> E understood(Optional<E> word) {
        return word.orElseThrow(() -> new InvalidValueException("word", "is not known"));
    }

    /** Lists that are seldom filled are read as the careful reader does, if they are written in the same way. */
    private <T> List<T> listed(byte[] member, ValueCodec<List<T>> form) {
        text.expect(member);
        return text.next(EMPTY_ARRAY) ? List.of() : structure(form, List.of());
    }

    private <T> T structure(ValueCodec<T> form, T nothing) {
        String structure = text.structure();
        if (text.hasFailed()) {
            return nothing;
        }
        var stored = StrictJson.parse(structure);
        Optional<T> read = form.read(stored);
        if (read.isEmpty() || !form.write(read.get()).equals(stored)) {
            text.fail();
            return nothing;
        }
        return read.get();
    }

    private AutoDelegations delegations() {
        text.expect(AUTO_DELEGATIONS);
        return text.next(EMPTY_OBJECT)
                ? AutoDelegations.NONE
                : new AutoDelegations(structure(UserMapping.DELEGATIONS, Map.of()));
    }

    private Set<String> roles() {
        text.expect(ROLES);
        text.expect(ARRAY_BEGINS);
        Set<String> roles = new LinkedHashSet<>();
        if (!text.next(ARRAY_ENDS)) {
            do {
                if (!roles.add(text.text())) {
                    text.fail();
                }
            } while (goesOn());
            text.expect(ARRAY_ENDS);
        }
        return roles;
    }

    /** A comma that leads to another element. */
    private boolean goesOn() {
        return !text.hasFailed() && text.next(COMMA);
    }

    private SecondFactor secondFactor() {
        Optional<TotpSecret> secret = optional(SECRET, TotpSecret::of);
        boolean isDemanded = text.next(DEMANDED);
        if (secret.isEmpty()) {
            if (isDemanded) {
                text.fail();
            }
            return SecondFactor.off();
        }
        return isDemanded ? new SecondFactor.On(secret.get()) : new SecondFactor.Pending(secret.get());
    }

    private Tokens tokens() {
        text.expect(AUTHENTICATION_TOKENS);
        if (text.next(OBJECT_ENDS)) {
            return Tokens.NONE;
        }
        Map<String, AuthenticationToken> tokens = new LinkedHashMap<>();
        do {
            String name = text.text();
            if (tokens.put(name, token()) != null) {
                text.fail();
            }
        } while (goesOn());
        text.expect(OBJECT_ENDS);
        return new Tokens(tokens, Map.of());
    }

    /** One without scopes that is not revoked: others are rare. */
    private AuthenticationToken token() {
        text.expect(TOKEN);
        PasswordHash hash = PasswordHash.of(text.text());
        text.expect(TOKEN_CREATED);
        Instant created = Instant.ofEpochMilli(text.wholeNumber());
        text.expect(TOKEN_VALIDITY);
        long seconds = text.wholeNumber();
        text.expect(OBJECT_ENDS);
        TokenValidity validity =
                seconds == TokenMapping.UNLIMITED ? TokenValidity.unlimited() : TokenValidity.seconds(seconds);
        return new AuthenticationToken(
                hash, created, validity, TokenScope.unrestricted(), Optional.empty(), PreservedJson.NONE);
    }

    private List<Permission> permissions() {
        text.expect(PERMISSIONS);
        if (text.next(EMPTY_ARRAY)) {
            return List.of();
        }
        text.expect(ARRAY_BEGINS);
        List<Permission> permissions = new ArrayList<>();
        do {
            text.expect(GRANTS);
            List<PermissionItem> grants = items();
            text.expect(REVOKES);
            List<PermissionItem> revokes = items();
            text.expect(OBJECT_ENDS);
            permissions.add(new Permission(grants, revokes, PreservedJson.NONE));
        } while (goesOn());
        text.expect(ARRAY_ENDS);
        return permissions;
    }

    private List<PermissionItem> items() {
        List<PermissionItem> items = new ArrayList<>();
        if (!text.next(ARRAY_ENDS)) {
            do {
                items.add(item());
            } while (goesOn());
            text.expect(ARRAY_ENDS);
        }
        return items;
    }

    /** One without a condition: with one it is rare. */
    private PermissionItem item() {
        text.expect(ITEM);
        PermissionType type = PermissionType.of(text.text());
        text.expect(ALWAYS);
        Optional<Instant> from = moment(FROM);
        Optional<Instant> until = moment(UNTIL);
        text.expect(OBJECT_ENDS);
        ValidityInterval validity =
                from.isEmpty() && until.isEmpty() ? ValidityInterval.ALWAYS : new ValidityInterval(from, until);
        return new PermissionItem(type, Predicate.always(), validity, PreservedJson.NONE);
    }
}

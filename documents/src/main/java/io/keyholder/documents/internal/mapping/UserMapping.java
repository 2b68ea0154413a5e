package io.keyholder.documents.internal.mapping;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.internal.json.Json;
import io.keyholder.documents.internal.json.JsonObject;
import io.keyholder.documents.internal.json.JsonObjectBuilder;
import io.keyholder.documents.internal.json.JsonString;
import io.keyholder.documents.internal.lossless.BoundedText;
import io.keyholder.documents.internal.lossless.EnumForm;
import io.keyholder.documents.internal.lossless.KnownMembers;
import io.keyholder.documents.internal.lossless.ListForm;
import io.keyholder.documents.internal.lossless.Lossless;
import io.keyholder.documents.internal.lossless.MapForm;
import io.keyholder.documents.internal.lossless.Mapping;
import io.keyholder.documents.internal.lossless.MomentForm;
import io.keyholder.documents.internal.lossless.TextForm;
import io.keyholder.documents.internal.lossless.Values;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.AuthenticationSource;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The top level of a user document (FORMATS section 1), written as the current generation does, in its order, with
 * those members of older generations that carry something.
 */
public final class UserMapping implements Mapping<User> {
    public static final String ID = "_id";

    static final String CLASS = "org.taktik.icure.entities.User";
    private static final MomentForm MOMENT = MomentForm.MOMENT;
    static final EnumForm<AuthenticationSource> SOURCE =
            EnumForm.of(AuthenticationSource.class, source -> source.name().toLowerCase(Locale.ROOT));
    private static final BoundedText NAME = new BoundedText(0, Profile.MAX_NAME_LENGTH);
    private static final ListForm<String> ROLES = new ListForm<>(new BoundedText(1, Authorization.MAX_ROLE_LENGTH));
    static final ListForm<ExternalIdentifier> IDENTIFIERS =
            new ListForm<>(new Lossless<>(new ExternalIdentifierMapping()));
    static final ListForm<Property> PROPERTIES = new ListForm<>(new Lossless<>(new PropertyMapping()));
    private static final ListForm<Permission> PERMISSIONS = new ListForm<>(new Lossless<>(new PermissionMapping()));
    private static final ListForm<DataOwnerId> DELEGATES =
            new ListForm<>(new TextForm<>(DataOwnerId::new, DataOwnerId::value));
    static final MapForm<DelegationTag, List<DataOwnerId>> DELEGATIONS =
            new MapForm<>(DelegationTag::new, DelegationTag::value, DELEGATES, DELEGATES.shape());
    private static final MapForm<String, ApplicationToken> APPLICATION_TOKENS =
            MapForm.byText(new TextForm<>(ApplicationToken::of, ApplicationToken::value));
    private static final MapForm<String, AuthenticationToken> AUTHENTICATION_TOKENS =
            MapForm.byText(new Lossless<>(new TokenMapping()));

    private static final KnownMembers KNOWN = KnownMembers.of(
                    ID,
                    "_rev",
                    "deleted",
                    "created",
                    "identifier",
                    "name",
                    "properties",
                    "roles",
                    "permissions",
                    "type",
                    "status",
                    "login",
                    "passwordHash",
                    "secret",
                    "use2fa",
                    "isUse2fa",
                    "groupId",
                    "healthcarePartyId",
                    "patientId",
                    "deviceId",
                    "autoDelegations",
                    "createdDate",
                    "lastLoginDate",
                    "expirationDate",
                    "termsOfUseDate",
                    "email",
                    "mobilePhone",
                    "applicationTokens",
                    "authenticationTokens",
                    "java_type")
            .together(RemovalMembers.names())
            .together(StatusMembers.names())
            .alwaysRespelled("_rev")
            .shaped("identifier", IDENTIFIERS.shape())
            .shaped("properties", PROPERTIES.shape())
            .shaped("roles", ROLES.shape())
            .shaped("permissions", PERMISSIONS.shape())
            .shaped("autoDelegations", DELEGATIONS.shape())
            .shaped("applicationTokens", APPLICATION_TOKENS.shape())
            .shaped("authenticationTokens", AUTHENTICATION_TOKENS.shape());

    @Override
    public Optional<User> read(JsonObject source) {
        try {
            return Optional.of(readUser(source));
        } catch (DocumentException notAUser) {
            return Optional.empty();
        }
    }

    /**
     * The same as {@link #read}, saying why not.
     *
     * @throws DocumentException when the object is no user document
     */
    public User readUser(JsonObject source) {
        UserId id = id(source);
        requireUser(source, id);
        return new User(
                id,
                Values.text(source, "_rev", Revision::new),
                identifiers(source, id),
                new Profile(
                        NAME.read(source, "name"),
                        Values.text(source, "groupId", GroupId::new),
                        IDENTIFIERS.read(source, "identifier")),
                new DataOwner(
                        Values.text(source, "healthcarePartyId", DataOwnerId::new),
                        Values.text(source, "patientId", DataOwnerId::new),
                        Values.text(source, "deviceId", DataOwnerId::new)),
                LifecycleMembers.read(source),
                new Credentials(
                        authenticationSource(source),
                        Values.text(source, "passwordHash", PasswordHash::of),
                        SecondFactorMembers.read(source)),
                new Tokens(
                        AUTHENTICATION_TOKENS.read(source, "authenticationTokens"),
                        APPLICATION_TOKENS.read(source, "applicationTokens")),
                new Authorization(
                        new LinkedHashSet<>(ROLES.read(source, "roles")), PERMISSIONS.read(source, "permissions")),
                PROPERTIES.read(source, "properties"),
                new AutoDelegations(DELEGATIONS.read(source, "autoDelegations")),
                PreservedJson.NONE);
    }

    @Override
    public JsonObject write(User user) {
        LoginIdentifiers identifiers = user.identifiers();
        Lifecycle life = user.lifecycle();
        Credentials credentials = user.credentials();
        JsonObjectBuilder builder = new JsonObjectBuilder()
                .putText(ID, user.id().value())
                .putText("_rev", user.revision().map(Revision::value))
                .put("deleted", life.deleted().map(MOMENT::write))
                .put("created", life.created().map(MOMENT::write))
                .put("identifier", IDENTIFIERS.write(user.profile().externalIdentifiers()))
                .putText("name", user.profile().name())
                .put("properties", PROPERTIES.write(user.properties()))
                .put("roles", ROLES.writeAll(user.authorization().roles()))
                .put("permissions", PERMISSIONS.write(user.authorization().permissions()))
                .put("type", credentials.source().map(SOURCE::write))
                .put("status", life.status().map(StatusMembers.STATUS::write))
                .putText("login", identifiers.login())
                .putText("passwordHash", credentials.passwordHash().map(PasswordHash::encoded));
        SecondFactorMembers.write(credentials.secondFactor(), builder);
        return builder.putText("groupId", user.profile().group().map(GroupId::value))
                .putText("healthcarePartyId", user.dataOwner().healthcareParty().map(DataOwnerId::value))
                .putText("patientId", user.dataOwner().patient().map(DataOwnerId::value))
                .putText("deviceId", user.dataOwner().device().map(DataOwnerId::value))
                .put("autoDelegations", DELEGATIONS.write(user.autoDelegations().delegatesByTag()))
                .put("createdDate", life.registered().map(MOMENT::write))
                .put("lastLoginDate", life.lastLogin().map(MOMENT::write))
                .put("expirationDate", life.expires().map(MOMENT::write))
                .put("termsOfUseDate", life.termsOfUseAccepted().map(MOMENT::write))
                .putText("email", identifiers.email())
                .putText("mobilePhone", identifiers.mobilePhone())
                .put("applicationTokens", APPLICATION_TOKENS.write(user.tokens().application()))
                .put(
                        "authenticationTokens",
                        AUTHENTICATION_TOKENS.write(user.tokens().authentication()))
                .putText("java_type", CLASS)
                .build();
    }

    @Override
    public KnownMembers known() {
        return KNOWN;
    }

    @Override
    public PreservedJson unknownMembers(User user) {
        return user.unknownMembers();
    }

    @Override
    public User withUnknownMembers(User user, PreservedJson unknown) {
        return user.withUnknownMembers(unknown);
    }

    private static UserId id(JsonObject source) {
        String id = source.text(ID).orElseThrow(() -> DocumentException.of("has no '_id' that is text"));
        try {
            return new UserId(id);
        } catch (InvalidValueException unusable) {
            throw DocumentException.of("has an unusable '_id'");
        }
    }

    private static void requireUser(JsonObject source, UserId id) {
        if (RemovalMembers.isTombstone(source)) {
            throw DocumentException.of(id, "is what is left of a removed user: it has '_deleted'");
        }
        Optional<Json> type = source.value("java_type");
        if (type.isPresent() && !type.get().equals(new JsonString(CLASS))) {
            throw DocumentException.of(id, "is not one of a user: its 'java_type' names something else");
        }
    }

    private static LoginIdentifiers identifiers(JsonObject source, UserId id) {
        try {
            return new LoginIdentifiers(source.text("login"), source.text("email"), source.text("mobilePhone"));
        } catch (InvalidValueException oneIsUnusable) {
            return usableIdentifiers(source, id);
        }
    }

    private static LoginIdentifiers usableIdentifiers(JsonObject source, UserId id) {
        return Values.valid(() -> new LoginIdentifiers(
                        usable(source, "login"), usable(source, "email"), usable(source, "mobilePhone")))
                .orElseThrow(() -> DocumentException.of(id, "has no usable 'login', 'email' or 'mobilePhone'"));
    }

    private static Optional<String> usable(JsonObject source, String name) {
        return Values.text(source, name, LoginIdentifiers::login).flatMap(LoginIdentifiers::login);
    }

    /** A source that this version does not know vouches by other means than the stored hash, as tokens do. */
    private static Optional<AuthenticationSource> authenticationSource(JsonObject source) {
        return source.value("type").map(type -> SOURCE.read(type).orElse(AuthenticationSource.TOKEN));
    }
}

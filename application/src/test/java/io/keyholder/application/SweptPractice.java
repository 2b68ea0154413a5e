package io.keyholder.application;

import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.invitation.InviteResult;
import io.keyholder.application.invitation.NewInvitation;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.notice.NoticeTexts;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.PageRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A practice in which every method of the facade that takes an actor can be called, with arguments that let it do what
 * it is for. The methods are found by reflection, so a new one is swept too; one with a parameter of an unknown type
 * fails until it is given here.
 */
final class SweptPractice {
    static final UserId CHIEF = new UserId("chief");
    static final UserId DOCTOR = new UserId("doctor");
    static final UserId ADA = new UserId("ada");
    static final UserId BOB = new UserId("bob");
    static final UserId EVE = new UserId("eve");
    /** Whom no one has. */
    static final UserId MISSING = new UserId("missing");

    static final DataOwnerId OWNER = new DataOwnerId("ada-owner");
    private static final String APP = "app";
    private static final String SECRET = "lamp ferry walnut 17";

    final TableStorage storage = new TableStorage();
    final List<AuditEvent> events = new ArrayList<>();
    final MovingClock clock = new MovingClock();
    final Keyholder keyholder;
    /** Upon whom a method acts. */
    UserId target = BOB;
    /** Upon whose keys a method acts. */
    DataOwnerId owner = OWNER;
    /** For whom users are made. */
    DataOwner associated = DataOwner.patient("another-owner");
    /** What is done to a user that is changed. */
    UnaryOperator<User> change = user -> user.withProfile(user.profile().withName("Another"));

    private final TransparentCrypto crypto = new TransparentCrypto();
    private final List<InvitationMessage> sent = new ArrayList<>();
    private final EncryptionKeyPair trusted = pair((byte) 100);
    /** A key that its client holds and that is not registered. */
    private final EncryptionKeyPair fresh = pair((byte) 101);

    private final Map<Class<?>, Supplier<Object>> arguments = new HashMap<>();

    /** The id of an administrator who was invited and has not accepted. */
    final UserId invited;

    /** With the policy of the library. */
    SweptPractice() {
        this(UserPolicy.standard());
    }

    SweptPractice(UserPolicy policy) {
        keyholder = Keyholder.open(
                storage,
                crypto,
                KeyholderOptions.of(clock)
                        .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                        .withAuditTrail(events::add)
                        .withUserPolicy(policy)
                        .withInvitations(new InvitationOptions(
                                        message -> {
                                            sent.add(message);
                                            return SendOutcome.sent();
                                        },
                                        InvitationTexts.plain(new Contact.Email("practice@example.org")))
                                .withNoticeTexts(NoticeTexts.plain(new Contact.Email("practice@example.org")))));
        create(named(CHIEF).asAdministrator());
        create(named(new UserId("deputy")).asAdministrator());
        create(named(DOCTOR).withAuthorization(granting(PermissionType.HCP)));
        create(named(ADA).withDataOwner(DataOwner.patient(OWNER.value())).withProvenKey(proven(OWNER, trusted)));
        create(named(BOB));
        create(named(EVE));
        InviteResult.Sent invitation = (InviteResult.Sent) keyholder
                .invitations()
                .invite(
                        Actor.host(),
                        NewInvitation.of(DataOwner.patient("invited-owner"), Contact.email("invited@example.org"))
                                .withAuthorization(granting(PermissionType.ADMIN)));
        invited = invitation.user().id();
        fillArguments();
        events.clear();
        sent.clear();
    }

    /** One method, and how to reach it. */
    record Call(Method accessor, Method method) {
        /** Whether it can only be about the acting user itself. */
        boolean isAboutItself() {
            List<Class<?>> types = List.of(method.getParameterTypes());
            return types.contains(Actor.LoggedIn.class)
                    || (method.getDeclaringClass().getSimpleName().equals("PermissionDecisions")
                            && !types.contains(UserId.class));
        }

        boolean takes(Class<?> type) {
            return List.of(method.getParameterTypes()).contains(type);
        }

        @Override
        public String toString() {
            return accessor.getName() + "()." + method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .toList();
        }
    }

    /** All methods of the facade that take an actor. */
    static List<Call> calls() {
        return Arrays.stream(Keyholder.class.getMethods())
                .filter(accessor -> accessor.getParameterCount() == 0
                        && accessor.getReturnType().isInterface())
                .flatMap(accessor -> Arrays.stream(accessor.getReturnType().getMethods())
                        .filter(SweptPractice::takesActor)
                        .map(method -> new Call(accessor, method)))
                .toList();
    }

    private static boolean takesActor(Method method) {
        return Stream.of(method.getParameterTypes()).anyMatch(Actor.class::isAssignableFrom);
    }

    /** Whether an actor got nothing. */
    static boolean isRefused(Object result) {
        return result instanceof ForbiddenOutcome
                || result.equals(false)
                || (result instanceof LogInResult login && !login.isAccepted());
    }

    /** What the method returns. */
    Object call(Call call, Actor actor) {
        Class<?>[] types = call.method().getParameterTypes();
        Object[] given = new Object[types.length];
        int proofs = 0;
        for (int at = 0; at < types.length; at++) {
            if (Actor.class.isAssignableFrom(types[at])) {
                given[at] = actor;
            } else if (types[at] == ProvenKey.class) {
                given[at] = proof(call.method().getName(), proofs);
                proofs++;
            } else if (types[at] == String.class) {
                given[at] = text(call);
            } else if (types[at] == Password.class) {
                boolean isOld = call.method().getName().equals("change") && at == 2;
                given[at] = Password.of(isOld ? SECRET : "another lamp 5 ferries");
            } else {
                given[at] = argument(types[at], call);
            }
        }
        return invoke(call.method(), invoke(call.accessor(), keyholder), given);
    }

    private Object argument(Class<?> type, Call call) {
        Supplier<Object> argument = arguments.get(type);
        if (argument == null) {
            throw new AssertionError("the sweep has no argument of " + type + " for " + call);
        }
        return argument.get();
    }

    private String text(Call call) {
        return switch (call.accessor().getName() + "." + call.method().getName()) {
            case "users.find" -> target.value();
            case "tokens.create", "tokens.createShortCode" -> "made";
            case "tokens.revoke" -> APP;
            case "secondFactors.enrol" -> "Practice";
            default -> "123456";
        };
    }

    private void fillArguments() {
        arguments.put(UserId.class, () -> target);
        arguments.put(DataOwnerId.class, () -> owner);
        arguments.put(
                NewUser.class,
                () -> named(new UserId("made")).withDataOwner(associated).withKeyInOneStep());
        arguments.put(NewInvitation.class, () -> NewInvitation.of(associated, Contact.email("made@example.org")));
        arguments.put(Iterator.class, () -> List.of(imported()).iterator());
        arguments.put(User.class, () -> change.apply(targetUser()));
        arguments.put(UnaryOperator.class, () -> change);
        arguments.put(PageRequest.class, () -> PageRequest.first(10));
        arguments.put(InvitationPageRequest.class, () -> InvitationPageRequest.first(10));
        arguments.put(Consumer.class, () -> (Consumer<Object>) ignored -> {});
        arguments.put(UserFilter.class, UserFilter.Everybody::new);
        arguments.put(List.class, () -> List.of(Property.of("org.example.note", new TypedValue.StringValue("x"))));
        arguments.put(AutoDelegations.class, () -> AutoDelegations.NONE.with(DelegationTag.ALL, List.of(OWNER)));
        arguments.put(Optional.class, () -> Optional.of(clock.instant().plus(Duration.ofDays(1))));
        arguments.put(TokensAfterwards.class, () -> TokensAfterwards.KEPT);
        arguments.put(
                ContactChange.class,
                () -> new ContactChange(
                        new Contact.Email("new@example.org"), Optional.of(target.value() + "@example.org")));
        arguments.put(TokenValidity.class, () -> TokenValidity.seconds(600));
        arguments.put(TokenScope.class, TokenScope::unrestricted);
        arguments.put(int.class, () -> 6);
        arguments.put(Duration.class, () -> Duration.ofMinutes(5));
        arguments.put(PermissionType.class, () -> PermissionType.ADMIN);
        arguments.put(Attributes.class, () -> Attributes.NONE);
        arguments.put(Fingerprint.class, () -> trusted.publicKey().fingerprint());
        arguments.put(EncryptionPublicKey.class, fresh::publicKey);
        arguments.put(SessionId.class, () -> new SessionId("0".repeat(SessionId.DIGITS)));
    }

    private User imported() {
        return User.of(
                        new UserId("made"),
                        LoginIdentifiers.login("made"),
                        Lifecycle.registeredAt(clock.instant(), UserStatus.ACTIVE))
                .withDataOwner(associated);
    }

    private User targetUser() {
        return stored(target).orElseGet(() -> stored(BOB).orElseThrow());
    }

    /** Who proves what it is asked for: that it holds the owner's key, or a fresh one. */
    private ProvenKey proof(String method, int position) {
        EncryptionPublicKey old = trusted.publicKey();
        String host = KeyholderOptions.UNNAMED;
        if (method.equals("rotate") && position == 0) {
            return proven(trusted, PossessionPurpose.toReplace(owner, old, fresh.publicKey(), host));
        }
        return method.equals("revoke")
                ? proven(trusted, PossessionPurpose.toRevoke(owner, old, host))
                : proven(owner, fresh);
    }

    private ProvenKey proven(DataOwnerId keyOwner, EncryptionKeyPair pair) {
        return proven(pair, PossessionPurpose.toRegister(keyOwner, pair.publicKey(), KeyholderOptions.UNNAMED));
    }

    private ProvenKey proven(EncryptionKeyPair pair, PossessionPurpose purpose) {
        PossessionChallenge challenge = PossessionChallenge.of(purpose, crypto, clock);
        try (ContentKey secret = crypto.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
            return challenge.prove(PossessionProof.of(secret, purpose)).orElseThrow();
        }
    }

    /** A login of this user by password, as the gate gives it. */
    Actor.LoggedIn byPassword(UserId user) {
        try (Password password = Password.of(SECRET)) {
            return ((LogInResult.Accepted) keyholder.logIn(user.value(), password)).actor();
        }
    }

    /** A login of this user by its token. */
    Actor.LoggedIn byToken(UserId user) {
        TokenCreation created = keyholder
                .tokens()
                .create(Actor.host(), user, APP, TokenValidity.seconds(86_400), TokenScope.unrestricted());
        try (Password token = ((TokenCreation.Created) created).value().asPassword()) {
            return ((LogInResult.Accepted) keyholder.logIn(LogInRequest.withToken(token))).actor();
        }
    }

    /** A login of this strength and scope, bound to the password as stored. */
    Actor.LoggedIn by(UserId user, ProofStrength strength, TokenScope scope) {
        return Actor.LoggedIn.by(
                stored(user).orElseThrow(), strength, scope, Optional.empty(), Optional.empty(), clock.instant());
    }

    /** Turns a second factor on. */
    void protect(UserId user) {
        modify(
                user,
                stored -> stored.withCredentials(
                        stored.credentials().withSecondFactor(new SecondFactor.On(TotpSecret.of("secret:1")))));
    }

    void modify(UserId user, UnaryOperator<User> by) {
        if (!keyholder.users().modify(Actor.host(), user, by).isModified()) {
            throw new AssertionError(user + " is not changed");
        }
    }

    void reset(UserId user) {
        try (Password password = Password.of("ferry lamp walnut 71")) {
            keyholder.passwords().reset(Actor.host(), user, password);
        }
    }

    void create(NewUser user) {
        if (!(keyholder.users().create(Actor.host(), user) instanceof CreateResult.Created)) {
            throw new AssertionError("not created");
        }
    }

    NewUser named(UserId id) {
        LoginIdentifiers identifiers = LoginIdentifiers.login(id.value()).withEmail(id.value() + "@example.org");
        return NewUser.of(identifiers)
                .withId(id)
                .withPassword(Password.of(SECRET))
                .withProfile(Profile.NONE.withName(id.value()));
    }

    Optional<User> stored(UserId id) {
        return storage.users().findById(id);
    }

    static Authorization granting(PermissionType type) {
        return Authorization.NONE.with(Permission.granting(type));
    }

    /** Everything that is stored of these users and owners. */
    record Snapshot(
            Map<UserId, User> users,
            Map<UserId, LoginState> states,
            Map<UserId, List<Invitation>> invitations,
            List<RegisteredKey> keys,
            int sent) {
        /** The same of one user and one owner. */
        Snapshot of(UserId id, DataOwnerId owner) {
            List<RegisteredKey> ofOwner =
                    keys.stream().filter(key -> key.owner().equals(owner)).toList();
            return new Snapshot(only(users, id), only(states, id), only(invitations, id), ofOwner, 0);
        }

        List<RegisteredKey> trusted() {
            return keys.stream().filter(RegisteredKey::isTrusted).toList();
        }

        private static <T> Map<UserId, T> only(Map<UserId, T> all, UserId id) {
            return Optional.ofNullable(all.get(id)).map(one -> Map.of(id, one)).orElse(Map.of());
        }
    }

    Snapshot snapshot() {
        Map<UserId, User> users = new TreeMap<>();
        Map<UserId, LoginState> states = new TreeMap<>();
        Map<UserId, List<Invitation>> invitations = new TreeMap<>();
        storage.users().page(PageRequest.first(100)).forEach(user -> users.put(user.id(), user));
        for (UserId id : users.keySet()) {
            storage.loginStates().find(LoginStateKey.of(id)).ifPresent(stored -> states.put(id, stored.state()));
            invitations.put(
                    id,
                    storage.invitations().findByUser(id).stream()
                            .map(stored -> stored.invitation())
                            .toList());
        }
        List<RegisteredKey> keys = Stream.of(
                        OWNER, associated.keyOwner().orElseThrow(), new DataOwnerId("invited-owner"))
                .flatMap(each -> storage.publicKeys().keysOf(each).stream())
                .toList();
        return new Snapshot(users, states, invitations, keys, sent.size());
    }

    private static EncryptionKeyPair pair(byte filling) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, filling);
        return new EncryptionKeyPair(
                EncryptionPublicKey.ofSpki(bytes, KeyPadding.OAEP_SHA256), EncryptionPrivateKey.ofPkcs8(bytes));
    }

    private static Object invoke(Method method, Object on, Object... given) {
        try {
            return method.invoke(on, given);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(method.toString(), thrown.getCause());
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Moves when it is told to. */
    static final class MovingClock extends Clock {
        private Instant now = Fixture.NOW_IN_MILLIS;

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

package io.keyholder.verification.application;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.contact.ContactChange;
import io.keyholder.application.contact.ContactChangeResult;
import io.keyholder.application.contact.ContactRequestResult;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.RotationResult;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.AdministratorRank;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.failing.ForwardingCrypto;
import io.keyholder.testkit.sample.CollectingInvitationSender;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.login.QuickHasher;
import io.keyholder.verification.store.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A practice in which logins act: an administrator with a second factor who gave its password alone, a professional, a
 * patient with a token and a key, a carer who stands for the same data owner, and a device. It knows what each login
 * may lead to at most, which contact changes wait, and which key is trusted. One guard can be removed.
 */
final class AuthorityPractice implements AutoCloseable {
    private static final DataOwnerId OWNER = new DataOwnerId("ada-owner");
    private static final DataOwnerId METER_OWNER = new DataOwnerId("meter-owner");
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId CARER = new UserId("carer");
    private static final String PASSWORD = "lamp ferry walnut 17";
    private static final Crypto CRYPTO = new QuickCrypto();

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6,}\\b");

    private final StorageSandbox sandbox;
    private final MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
    private final CollectingInvitationSender sender = new CollectingInvitationSender();
    private final Keyholder keyholder;
    private final List<Login> logins = new ArrayList<>();
    private final Map<UserId, Waiting> waiting = new HashMap<>();
    private final Map<DataOwnerId, Fingerprint> trusted = new HashMap<>();
    private int made;

    /** What keeps authority from growing, and the fault that shows when it is removed. */
    enum Guard {
        NONE(""),
        /** What is stored of a credential is read from a cache that is never renewed. */
        ACTORS_END_WITH_THEIR_CREDENTIAL("an ended login acted"),
        /** A contact change that waits stays in the store. */
        WAITING_ENDS_WITH_A_RESET("a contact change of before a reset was confirmed"),
        TOKENS_STAY_WITHIN_THE_PROOF("a token is wider than its maker"),
        OTHERS_NEED_THE_FULL_PROOF("a bounded login acted on another user"),
        ASSOCIATIONS_ARE_NOT_CHOSEN("a user was made to stand for the owner of another"),
        REVOCATIONS_NEED_A_PROOF("a key of another was revoked"),
        FIRST_KEYS_WAIT_FOR_THEIR_USER("a refused creation left a trusted key"),
        /** Whoever asks gets a word for its key. */
        LATER_KEYS_NEED_A_WORD("a key is trusted that its owner did not put there");

        private final String fault;

        Guard(String fault) {
            this.fault = fault;
        }

        String fault() {
            return fault;
        }
    }

    /** What a login does. */
    enum Deed {
        MAKE_SHORT_TOKEN,
        MAKE_LONG_TOKEN,
        MAKE_USER,
        MAKE_PUPPET,
        MAKE_ADMINISTRATOR,
        MAKE_WITH_TAKEN_LOGIN,
        REMOVE_FACTOR,
        REVOKE_KEY,
        RENAME_ITSELF,
        ASK_FOR_CONTACT,
        CONFIRM_CONTACT,
        /** The administrator gives its factor, too. */
        PROVE_FACTOR,
        /** The patient's client replaces its key, proving both. */
        ROTATE_KEY,
        /** A client registers a key of its own for the patient, and replaces one of its own by another. */
        SLIP_KEY_IN,
        /** The host resets the password of the user who acts. */
        END
    }

    /** One act of one of the logins, upon the user of another. */
    record Step(int login, Deed deed, int target) {}

    /** A login and whether it has ended. */
    private static final class Login {
        private final Actor.LoggedIn actor;
        private boolean ended;

        Login(Actor.LoggedIn actor) {
            this.actor = actor;
        }
    }

    /** A contact change that was asked for, and whether a reset came after it. */
    private record Waiting(String code, boolean over) {}

    private AuthorityPractice(TestStore store, Guard removed) {
        sandbox = store.newSandbox();
        keyholder = Keyholder.open(
                GuardRemoval.from(sandbox.open(), removed),
                CRYPTO,
                KeyholderOptions.of(clock)
                        .withUserPolicy(GuardRemoval.policy(removed))
                        .withInvitations(new InvitationOptions(
                                sender, InvitationTexts.plain(new Contact.Email("practice@example.org")))));
        create(named("chief").asAdministrator());
        modify(CHIEF, AuthorityPractice::withSecondFactor);
        create(named("doctor").withAuthorization(Authorization.NONE.with(Permission.granting(PermissionType.HCP))));
        create(named("ada").withDataOwner(DataOwner.patient(OWNER.value())).withProvenKey(Proofs.OF_FIRST));
        create(named("carer").withoutKeyPair());
        modify(CARER, user -> user.withDataOwner(DataOwner.patient(OWNER.value())));
        create(named("meter")
                .withDataOwner(DataOwner.device(METER_OWNER.value()))
                .withProvenKey(Proofs.OF_DEVICE));
        trusted.put(OWNER, Pairs.FIRST.publicKey().fingerprint());
        trusted.put(METER_OWNER, Pairs.OF_DEVICE.publicKey().fingerprint());
        for (String user : List.of("chief", "doctor", "carer")) {
            logins.add(new Login(by(new UserId(user), ProofStrength.PASSWORD)));
        }
        for (String user : List.of("ada", "meter")) {
            logins.add(new Login(byToken(keyholder
                    .tokens()
                    .create(
                            Actor.host(),
                            new UserId(user),
                            "app",
                            TokenValidity.seconds(86_400),
                            TokenScope.unrestricted()))));
        }
    }

    /** The fault that these steps show; absent when the law holds. */
    static Optional<String> violation(TestStore store, Guard removed, List<Step> life) {
        try (AuthorityPractice practice = new AuthorityPractice(store, removed)) {
            return life.stream()
                    .map(practice::violation)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    @Override
    public void close() {
        keyholder.close();
        sandbox.close();
    }

    private Optional<String> violation(Step step) {
        clock.move(Duration.ofMinutes(1));
        made++;
        Login login = logins.get(step.login() % logins.size());
        UserId target = logins.get(step.target() % logins.size()).actor.user();
        return act(login, step.deed(), target).or(this::brokenLaw);
    }

    private Optional<String> act(Login login, Deed deed, UserId target) {
        String name = "made" + made;
        return switch (deed) {
            case MAKE_SHORT_TOKEN -> token(login, name, TokenValidity.seconds(600));
            case MAKE_LONG_TOKEN -> token(login, name, TokenValidity.seconds(864_000));
            case MAKE_USER -> user(login, named(name));
            case MAKE_PUPPET ->
                user(
                        login,
                        named(name)
                                .withDataOwner(DataOwner.patient(OWNER.value()))
                                .withoutKeyPair());
            case MAKE_ADMINISTRATOR -> user(login, named(name).asAdministrator());
            case MAKE_WITH_TAKEN_LOGIN -> refused(login, name);
            case REMOVE_FACTOR -> factorRemoved(login, target);
            case REVOKE_KEY -> revoked(login);
            case RENAME_ITSELF -> renamed(login, name);
            case ASK_FOR_CONTACT -> contactAsked(login, name);
            case CONFIRM_CONTACT -> contactConfirmed(login);
            case PROVE_FACTOR -> factorProved(login);
            case ROTATE_KEY -> rotated(login);
            case SLIP_KEY_IN -> slippedIn(login);
            case END -> end(login.actor.user());
        };
    }

    private Optional<String> token(Login maker, String name, TokenValidity validity) {
        TokenCreation result =
                keyholder.tokens().create(maker.actor, maker.actor.user(), name, validity, maker.actor.scope());
        if (!(result instanceof TokenCreation.Created)) {
            return Optional.empty();
        }
        Login login = new Login(byToken(result));
        logins.add(login);
        return done(maker).or(() -> faultIf(!isWithin(login.actor, maker.actor), Guard.TOKENS_STAY_WITHIN_THE_PROOF));
    }

    private Optional<String> user(Login maker, NewUser wanted) {
        if (!(keyholder.users().create(maker.actor, wanted) instanceof CreateResult.Created created)) {
            return Optional.empty();
        }
        logins.add(new Login(by(created.user().id(), ProofStrength.PASSWORD)));
        boolean isPuppet = created.user().dataOwner().keyOwner().equals(Optional.of(OWNER));
        return done(maker)
                .or(() -> faultIf(!isFullProof(maker.actor), Guard.OTHERS_NEED_THE_FULL_PROOF))
                .or(() -> faultIf(
                        isPuppet && !maker.actor.user().equals(CHIEF) && !isAdministrator(maker),
                        Guard.ASSOCIATIONS_ARE_NOT_CHOSEN));
    }

    private Optional<String> refused(Login login, String name) {
        DataOwnerId owner = new DataOwnerId(name);
        CreateResult result = keyholder
                .users()
                .create(login.actor, named("ada").withId(new UserId(name)).withDataOwner(DataOwner.patient(name)));
        boolean isTrusted = keyholder.keys().publicKeysOf(owner).stream()
                .anyMatch(known -> known.vouch().isPresent());
        return faultIf(isTrusted && !(result instanceof CreateResult.Created), Guard.FIRST_KEYS_WAIT_FOR_THEIR_USER);
    }

    private Optional<String> factorRemoved(Login login, UserId target) {
        boolean wasOn = hasFactor(target);
        if (!(keyholder.secondFactors().remove(login.actor, target) instanceof SecondFactorResult.Removed)) {
            return Optional.empty();
        }
        boolean isFull = login.actor.strength().isAtLeast(ProofStrength.TWO_FACTORS)
                || (!login.actor.user().equals(CHIEF) && isFullProof(login.actor));
        return done(login).or(() -> faultIf(wasOn && !isFull, Guard.OTHERS_NEED_THE_FULL_PROOF));
    }

    /** An administrator with its full proof may; who stands for the owner may not. */
    private Optional<String> revoked(Login login) {
        Optional<Fingerprint> key = Optional.ofNullable(trusted.get(OWNER));
        if (key.isEmpty()
                || !(keyholder.keys().revoke(login.actor, OWNER, key.get()) instanceof KeyChangeResult.Changed)) {
            return Optional.empty();
        }
        trusted.remove(OWNER);
        return done(login)
                .or(() -> faultIf(
                        !isAdministrator(login),
                        standsForOwner(login) ? Guard.REVOCATIONS_NEED_A_PROOF : Guard.OTHERS_NEED_THE_FULL_PROOF))
                .or(() -> faultIf(!isFullProof(login.actor), Guard.OTHERS_NEED_THE_FULL_PROOF));
    }

    private Optional<String> renamed(Login login, String name) {
        boolean isModified = keyholder
                .users()
                .modify(login.actor, login.actor.user(), user -> user.withProfile(Profile.NONE.withName(name)))
                .isModified();
        return isModified ? done(login) : Optional.empty();
    }

    private Optional<String> contactAsked(Login login, String name) {
        UserId user = login.actor.user();
        ContactChange change = new ContactChange(
                new Contact.Email(name + "@example.org"),
                stored(user).identifiers().email());
        if (!(keyholder.contacts().request(login.actor, user, change) instanceof ContactRequestResult.CodeSent)) {
            return Optional.empty();
        }
        Matcher code = CODE.matcher(((InvitationMessage.Email) sender.last()).text());
        if (!code.find()) {
            throw new AssertionError("a message without a code");
        }
        waiting.put(user, new Waiting(code.group(), false));
        return done(login);
    }

    /** By whichever login of the user, also one that was made after the reset. */
    private Optional<String> contactConfirmed(Login login) {
        UserId user = login.actor.user();
        Waiting change = waiting.get(user);
        if (change == null
                || !(keyholder.contacts().confirm(login.actor, user, change.code())
                        instanceof ContactChangeResult.Changed)) {
            return Optional.empty();
        }
        waiting.remove(user);
        return faultIf(change.over(), Guard.WAITING_ENDS_WITH_A_RESET).or(() -> done(login));
    }

    private Optional<String> factorProved(Login login) {
        if (login.actor.user().equals(CHIEF) && !login.ended && hasFactor(CHIEF)) {
            logins.add(new Login(by(CHIEF, ProofStrength.TWO_FACTORS)));
        }
        return Optional.empty();
    }

    private Optional<String> rotated(Login login) {
        RotationResult result = keyholder.keys().rotate(login.actor, Proofs.FIRST_BY_SECOND, Proofs.OF_SECOND);
        if (!(result instanceof RotationResult.Rotated)) {
            return Optional.empty();
        }
        boolean wasTrusted = Pairs.FIRST.publicKey().fingerprint().equals(trusted.get(OWNER))
                || Pairs.SECOND.publicKey().fingerprint().equals(trusted.get(OWNER));
        trusted.put(OWNER, Pairs.SECOND.publicKey().fingerprint());
        return done(login).or(() -> faultIf(!wasTrusted, Guard.LATER_KEYS_NEED_A_WORD));
    }

    private Optional<String> slippedIn(Login login) {
        keyholder.keys().registerProven(login.actor, Proofs.OF_THIEF);
        keyholder.keys().rotate(login.actor, Proofs.THIEF_BY_OTHER, Proofs.OF_OTHER);
        return Optional.empty();
    }

    private Optional<String> end(UserId user) {
        try (Password fresh = Password.of(PASSWORD + made)) {
            keyholder.passwords().reset(Actor.host(), user, fresh);
        }
        logins.stream().filter(login -> login.actor.user().equals(user)).forEach(login -> login.ended = true);
        waiting.computeIfPresent(user, (key, change) -> new Waiting(change.code(), true));
        if (!user.equals(CHIEF)) {
            logins.add(new Login(by(user, ProofStrength.PASSWORD)));
        }
        return Optional.empty();
    }

    private static Optional<String> done(Login login) {
        return faultIf(login.ended, Guard.ACTORS_END_WITH_THEIR_CREDENTIAL);
    }

    private static Optional<String> faultIf(boolean broken, Guard guard) {
        return broken ? Optional.of(guard.fault()) : Optional.empty();
    }

    /** The trusted keys are those that the steps led to. */
    private Optional<String> brokenLaw() {
        return Stream.of(OWNER, METER_OWNER)
                .filter(owner -> !keyholder.keys().publicKeysOf(owner).stream()
                        .filter(RegisteredKey::isTrusted)
                        .map(key -> key.publicKey().fingerprint())
                        .toList()
                        .equals(Optional.ofNullable(trusted.get(owner)).stream().toList()))
                .map(owner -> Guard.LATER_KEYS_NEED_A_WORD.fault())
                .findFirst();
    }

    private boolean isFullProof(Actor.LoggedIn actor) {
        return actor.strength().isAtLeast(hasFactor(actor.user()) ? ProofStrength.TWO_FACTORS : ProofStrength.PASSWORD);
    }

    private boolean hasFactor(UserId user) {
        return stored(user).credentials().secondFactor().isDemanded();
    }

    private boolean isAdministrator(Login login) {
        return AdministratorRank.of(stored(login.actor.user()), RoleCatalogue.EMPTY, clock.instant())
                != AdministratorRank.NONE;
    }

    private boolean standsForOwner(Login login) {
        return stored(login.actor.user()).dataOwner().keyOwner().equals(Optional.of(OWNER));
    }

    private static boolean isWithin(Actor.LoggedIn made, Actor.LoggedIn maker) {
        boolean endsInTime = maker.until()
                .map(end -> made.until().filter(until -> !until.isAfter(end)).isPresent())
                .orElse(true);
        return maker.strength().isAtLeast(made.strength()) && made.scope().isWithin(maker.scope()) && endsInTime;
    }

    private Actor.LoggedIn by(UserId user, ProofStrength strength) {
        return Actor.LoggedIn.by(
                stored(user),
                strength,
                TokenScope.unrestricted(),
                Optional.of(clock.instant().plus(Duration.ofHours(1))),
                Optional.empty(),
                clock.instant());
    }

    private Actor.LoggedIn byToken(TokenCreation created) {
        try (Password token = ((TokenCreation.Created) created).value().asPassword()) {
            return ((LogInResult.Accepted) keyholder.logIn(LogInRequest.withToken(token))).actor();
        }
    }

    private void create(NewUser user) {
        keyholder.users().create(Actor.host(), user).orThrow();
    }

    private void modify(UserId user, UnaryOperator<User> change) {
        keyholder.users().modify(Actor.host(), user, change).orThrow();
    }

    /** By its login as its id, with the password of all. */
    private static NewUser named(String name) {
        return NewUser.of(LoginIdentifiers.login(name)).withId(new UserId(name)).withPassword(Password.of(PASSWORD));
    }

    private User stored(UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }

    private static User withSecondFactor(User user) {
        return user.withCredentials(user.credentials()
                .withSecondFactor(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))));
    }

    /** Hashes that cost nothing: no law here is about them. */
    private static final class QuickCrypto extends ForwardingCrypto {
        private final QuickHasher hasher = new QuickHasher();

        QuickCrypto() {
            super(new CryptoWithReadyKeys());
        }

        @Override
        public PasswordHasher passwordHasher() {
            return hasher;
        }
    }

    /** Keys, made once because making them takes time. */
    private static final class Pairs {
        static final EncryptionKeyPair FIRST = TestKeyPairs.mary();
        static final EncryptionKeyPair SECOND = TestKeyPairs.john();
        static final EncryptionKeyPair OF_DEVICE = fresh();
        static final EncryptionKeyPair OF_THIEF = fresh();

        private static EncryptionKeyPair fresh() {
            try (BouncyCastleCrypto making =
                    BouncyCastleCrypto.create(CryptoOptions.defaults().icureCompatible())) {
                return making.keyPairGenerator().generate();
            }
        }
    }

    /** What the clients that hold them prove. */
    private static final class Proofs {
        static final ProvenKey OF_FIRST = toRegister(OWNER, Pairs.FIRST);
        static final ProvenKey OF_SECOND = toRegister(OWNER, Pairs.SECOND);
        static final ProvenKey FIRST_BY_SECOND = toReplace(Pairs.FIRST, Pairs.SECOND);
        static final ProvenKey OF_DEVICE = toRegister(METER_OWNER, Pairs.OF_DEVICE);
        static final ProvenKey OF_THIEF = toRegister(OWNER, Pairs.OF_THIEF);
        /** The thief holds another key, too. */
        static final ProvenKey OF_OTHER = toRegister(OWNER, Pairs.OF_DEVICE);

        static final ProvenKey THIEF_BY_OTHER = toReplace(Pairs.OF_THIEF, Pairs.OF_DEVICE);

        private static ProvenKey toRegister(DataOwnerId owner, EncryptionKeyPair pair) {
            return proven(pair, PossessionPurpose.toRegister(owner, pair.publicKey(), KeyholderOptions.UNNAMED));
        }

        private static ProvenKey toReplace(EncryptionKeyPair old, EncryptionKeyPair fresh) {
            return proven(
                    old,
                    PossessionPurpose.toReplace(OWNER, old.publicKey(), fresh.publicKey(), KeyholderOptions.UNNAMED));
        }

        private static ProvenKey proven(EncryptionKeyPair pair, PossessionPurpose purpose) {
            try (PossessionChallenge challenge = PossessionChallenge.of(purpose, CRYPTO, Clock.systemUTC());
                    ContentKey secret = CRYPTO.contentKeyWrapper().unwrap(challenge.encrypted(), pair)) {
                return challenge.prove(PossessionProof.of(secret, purpose)).orElseThrow();
            }
        }
    }
}

package io.keyholder.application;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.LastAdministratorGuard;
import io.keyholder.application.internal.access.PermissionUseCases;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.audit.AuditedStorage;
import io.keyholder.application.internal.credential.ContactUseCases;
import io.keyholder.application.internal.credential.PasswordUseCases;
import io.keyholder.application.internal.credential.SecondFactorUseCases;
import io.keyholder.application.internal.credential.TokenUseCases;
import io.keyholder.application.internal.event.EventUseCases;
import io.keyholder.application.internal.invitation.InvitationUseCases;
import io.keyholder.application.internal.key.KeyRegistration;
import io.keyholder.application.internal.key.KeyUseCases;
import io.keyholder.application.internal.key.PrivateKeyImport;
import io.keyholder.application.internal.key.SealingUseCases;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.person.PersonUseCases;
import io.keyholder.application.internal.user.ExpirationSweep;
import io.keyholder.application.internal.user.UserChanges;
import io.keyholder.application.internal.user.UserCreation;
import io.keyholder.application.internal.user.UserFinding;
import io.keyholder.application.internal.user.UserImport;
import io.keyholder.application.internal.user.UserPurge;
import io.keyholder.application.internal.user.UserReading;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.person.PersonData;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The users of one application: the facade through which a host uses this library. See the package for a tour.
 *
 * <p>Thread-safe, and meant to live as long as the host does. Whatever reads, creates or changes users or their
 * credentials takes first on whose authority: {@link Actor#host} for the host itself,
 * {@link LogInResult.Accepted#actor} for a user; what the user may not do is answered with the reason. Every method
 * throws {@link InvalidValueException} for a null argument and {@link io.keyholder.ports.persistence.StoreException}
 * when the store is broken; what is to be expected is a result.
 */
public final class Keyholder implements AutoCloseable {
    private final Storage storage;
    private final PublicKeyDirectory publicKeys;
    private final UserReading reading;
    private final UserChanges changes;
    private final UserCreation creation;
    private final LoginUseCases login;
    private final ContactUseCases contacts;
    private final UserPurge purge;
    private final InvitationUseCases invitations;
    private final UserImport imports;
    private final UserFinding finding;
    private final PermissionUseCases decisions;
    private final ExpirationSweep expirations;
    private final PersonUseCases persons;
    private final EventUseCases events;
    private final KeyUseCases keys;
    private final SealingUseCases sealing;
    private final PrivateKeyImport keyImport;
    private final Now now;

    private Keyholder(Storage given, Crypto crypto, KeyholderOptions options) {
        PasswordRules rules =
                options.passwordRules().orElseGet(() -> PasswordRules.standard(crypto.passwordBlocklist()));
        this.now = new Now(options.clock());
        this.storage = AuditedStorage.of(given, options.auditTrail(), now);
        this.publicKeys = storage.publicKeys();
        this.events = new EventUseCases(storage);
        UserRepository users = storage.users();
        Clock clock = Clock.tick(options.clock(), Duration.ofMillis(1));
        UserAccess access = new UserAccess(
                users, options.userPolicy(), options.roles(), options.auditTrail(), clock, options.limits());
        this.reading = new UserReading(users, access);
        LastAdministratorGuard administrators = new LastAdministratorGuard(users, access, clock);
        this.changes = new UserChanges(users, access, administrators);
        LoginPorts loginPorts = loginPorts(storage, crypto, options);
        this.login = LoginUseCases.over(loginPorts, options.loginPolicy(), rules, access);
        KeyRegistration registration = new KeyRegistration(publicKeys, crypto, options.auditTrail(), now);
        this.creation = new UserCreation(storage, crypto, registration, rules, login.hashing(), access, now);
        InvitationOptions messages = options.invitations();
        this.contacts = new ContactUseCases(
                loginPorts, options.loginPolicy(), access, messages.sender(), messages.contactTexts());
        this.purge = new UserPurge(storage, access);
        this.invitations =
                new InvitationUseCases(storage, crypto, registration, login.redemption(), access, options, now);
        this.imports = new UserImport(users, access);
        this.finding = new UserFinding(users, access);
        this.decisions = new PermissionUseCases(users, access, clock);
        this.expirations = new ExpirationSweep(users, changes, clock);
        this.persons = new PersonUseCases(storage, access, administrators, changes, purge, finding, now);
        this.keys = new KeyUseCases(publicKeys, crypto, registration, access, now, clock);
        this.sealing = new SealingUseCases(publicKeys, crypto.dataSealer());
        this.keyImport = new PrivateKeyImport(publicKeys, crypto.privateKeyImporter());
    }

    /** Opens on this store with the system clock and the defaults of {@link KeyholderOptions}. */
    public static Keyholder open(Storage storage, Crypto crypto) {
        return open(storage, crypto, KeyholderOptions.of(Clock.systemUTC()));
    }

    /**
     * Opens on this store, which closes with the result. One opening a host: the bound on hashing holds for each by
     * itself.
     */
    public static Keyholder open(Storage storage, Crypto crypto, KeyholderOptions options) {
        return new Keyholder(
                Arguments.required("storage", storage),
                Arguments.required("crypto", crypto),
                Arguments.required("options", options));
    }

    /**
     * Creates a user. One that stands for a data owner gets a first key pair: the public half is registered, the
     * private half is in the result and nowhere else.
     *
     * <p>When the store fails on the way, whether the user exists is unknown: {@link #find(Actor, UserId)} tells. If it
     * does, its private key was lost with the failure: soft-delete it, purge it and create it again.
     *
     * @throws InvalidValueException when a public key is given and nobody to register it for
     * @throws io.keyholder.ports.failure.CryptoException when the cryptographic provider fails; nothing was stored then
     */
    public CreateResult create(Actor actor, NewUser user) {
        return creation.create(actor(actor), Arguments.required("new user", user));
    }

    /**
     * Lets a user in by password, or says as little as possible. The work is the same for every identifier, known or
     * not, well-formed or not; wrong attempts are counted and lead to growing, temporary pauses. A user that demands a
     * second factor is asked for its code once the password was right. A hash in an outdated form is replaced on the
     * way.
     *
     * @param identifier login, email or mobile phone as typed, whatever it is
     * @param password the caller closes it
     */
    public LogInResult logIn(String identifier, Password password) {
        return logIn(LogInRequest.withPassword(
                Arguments.required("identifier", identifier), Arguments.required("password", password)));
    }

    /** Lets a user in by any kind of credential: password, code, token, invitation. One gate judges them all. */
    public LogInResult logIn(LogInRequest request) {
        return login.gate().logIn(Arguments.required("request", request));
    }

    /**
     * Forgets wrong attempts that no longer count, so that guessers do not fill the store: those for identifiers that
     * nobody holds and those from sources. Answers how many records went. Worth calling once a day; changes no verdict.
     */
    public long forgetIdleAttempts() {
        return login.gate().forgetIdleAttempts();
    }

    /** New passwords: by the user itself or by an administrator. */
    public PasswordUseCases passwords() {
        return login.passwords();
    }

    /** New emails and phones, verified by a code that is sent there. */
    public ContactUseCases contacts() {
        return contacts;
    }

    /** Second factors: enrolling, confirming, removing, recovery codes. */
    public SecondFactorUseCases secondFactors() {
        return login.secondFactors();
    }

    /** Tokens: making, listing, revoking, cleaning up. */
    public TokenUseCases tokens() {
        return login.tokens();
    }

    /** Invitations: sending, sending again, taking back, accepting, listing. */
    public InvitationUseCases invitations() {
        return invitations;
    }

    /** What happens to users, told to a listener of the host's. */
    public EventUseCases events() {
        return events;
    }

    /** The user of this id, soft-deleted or not. Everybody may find itself. */
    public FindResult find(Actor actor, UserId id) {
        return reading.find(actor(actor), Arguments.required("user id", id));
    }

    /**
     * The undeleted user known by this login, email or mobile phone. Text that can be none of them is held by nobody.
     */
    public FindResult find(Actor actor, String identifier) {
        return reading.find(actor(actor), Arguments.required("identifier", identifier));
    }

    /**
     * Up to {@code request.limit()} users in ascending order of id, soft-deleted ones included; empty after the last.
     */
    public Answer<List<User>> page(Actor actor, PageRequest request) {
        return reading.page(actor(actor), Arguments.required("page request", request));
    }

    /**
     * Shows every user to {@code action} in ascending order of id, soft-deleted ones included, in memory bounded by a
     * page. Users that come or go meanwhile may or may not be shown; all others are, once.
     *
     * @return how many were shown
     */
    public Answer<Long> forEachUser(Actor actor, Consumer<? super User> action) {
        return reading.forEach(actor(actor), Arguments.required("action", action));
    }

    /** How many users there are, soft-deleted ones included. */
    public Answer<Long> count(Actor actor) {
        return reading.count(actor(actor));
    }

    /**
     * Replaces a user by a changed copy, provided nobody changed it since that copy's original was read.
     *
     * @throws InvalidValueException when the user was never stored: it carries no revision
     */
    public ModifyResult modify(Actor actor, User changed) {
        return changes.replace(actor(actor), Arguments.required("changed user", changed));
    }

    /**
     * Changes a user, whatever it is at that moment; nothing is written when the change gives an equal user.
     *
     * @param change may be called several times, when others change the user too; has no effect but its result
     * @throws InvalidValueException when the change gives another id or a user it was not given
     */
    public ModifyResult modify(Actor actor, UserId id, UnaryOperator<User> change) {
        return changes.change(actor(actor), Arguments.required("user id", id), Arguments.required("change", change));
    }

    /**
     * Sets properties by their identifiers and leaves all others alone, so it commutes with what others set.
     *
     * @throws InvalidValueException when one would change the kind of value of the one it replaces
     */
    public ModifyResult mergeProperties(Actor actor, UserId id, List<Property> properties) {
        Arguments.required("properties", properties);
        return users().modify(actor, id, user -> user.withMergedProperties(properties));
    }

    /** Says with whom the user's client shares what it creates. */
    public ModifyResult setAutoDelegations(Actor actor, UserId id, AutoDelegations delegations) {
        Arguments.required("automatic delegations", delegations);
        return users().modify(actor, id, user -> user.withAutoDelegations(delegations));
    }

    /** Takes down that the user accepted the terms of use now. */
    public ModifyResult acceptTermsOfUse(Actor actor, UserId id) {
        Instant when = now.get();
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withTermsOfUseAccepted(when));
    }

    /**
     * Sets when the user no longer gets in.
     *
     * @param end the first moment at which it does not; absent means never
     */
    public ModifyResult setExpiration(Actor actor, UserId id, Optional<Instant> end) {
        Arguments.required("expiration", end);
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withExpiration(end));
    }

    /**
     * Disables every active user whose expiration has come. They do not get in anyway; afterwards their status says so.
     * Users that the actor may not disable are passed over.
     *
     * @return how many were disabled
     */
    public Answer<Long> disableExpired(Actor actor) {
        return finding.count(actor(actor), new UserFilter.WithIds(Set.of())) instanceof Answer.Forbidden<Long> forbidden
                ? forbidden
                : new Answer.Allowed<>(expirations.sweep(actor));
    }

    /**
     * What this user may do, why, and what would change that. Everybody may ask about itself; absent when there is no
     * such user.
     */
    public Answer<Optional<DecisionExplanation>> decide(
            Actor actor, UserId id, PermissionType type, Attributes attributes) {
        return decisions.decide(
                actor(actor),
                Arguments.required("user id", id),
                Arguments.required("permission type", type),
                Arguments.required("attributes", attributes));
    }

    /**
     * Whether the actor itself may do this now, within the scope of its login; forbidden when it is not admitted any
     * more or its proof has ended. The host decides as an administrator.
     */
    public Answer<Decision> decide(Actor actor, PermissionType type, Attributes attributes) {
        return decisions.decide(
                actor(actor),
                Arguments.required("permission type", type),
                Arguments.required("attributes", attributes));
    }

    /**
     * Up to {@code request.limit()} users that the filter finds, in ascending order of id; empty after the last. A
     * filter that names ids or an identifier costs look-ups, any other reads all users.
     */
    public Answer<List<User>> search(Actor actor, UserFilter filter, PageRequest request) {
        return finding.search(
                actor(actor), Arguments.required("filter", filter), Arguments.required("page request", request));
    }

    /** How many users the filter finds. */
    public Answer<Long> count(Actor actor, UserFilter filter) {
        return finding.count(actor(actor), Arguments.required("filter", filter));
    }

    /** Everything that is held about a person, to be handed to it; absent when there is no such user. */
    public Answer<Optional<PersonData>> exportPerson(Actor actor, UserId id) {
        return persons.export(actor(actor), Arguments.required("user id", id));
    }

    /**
     * Removes everything that is held about a person, at once and for good: the user, what is remembered about logging
     * in, its invitations, and the public keys of its data owner unless another user stands for that. Data sealed for
     * those keys is not the library's and stays.
     */
    public EraseResult erase(Actor actor, UserId id) {
        return persons.erase(actor(actor), Arguments.required("user id", id));
    }

    /** Lets a user in again that was disabled, and a registering one for the first time. */
    public ModifyResult enable(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withStatus(UserStatus.ACTIVE));
    }

    /** Shuts a user out until it is enabled. */
    public ModifyResult disable(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.withStatus(UserStatus.DISABLED));
    }

    /** Shuts a user out and frees its identifiers for others; everything else about it is kept. */
    public ModifyResult softDelete(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, lifecycle -> lifecycle.deletedAt(now.get()));
    }

    /** Takes a soft deletion back, unless another user is known by one of the identifiers by now. */
    public ModifyResult undelete(Actor actor, UserId id) {
        return modifyLifecycle(actor, id, Lifecycle::undeleted);
    }

    /**
     * Removes a soft-deleted user for good. What belongs to its data owner stays: other users may stand for it, and its
     * public keys are needed to read who could open old data.
     */
    public PurgeResult purge(Actor actor, UserId id) {
        return purge.purge(actor(actor), Arguments.required("user id", id));
    }

    /**
     * Gives a user a new password and revokes its tokens, so that whoever knew the old one is out. The data key is
     * untouched: a password never opened data.
     *
     * @param password the caller closes it
     */
    public PasswordChangeResult setPassword(Actor actor, UserId id, Password password) {
        return login.passwords()
                .reset(
                        actor(actor),
                        Arguments.required("user id", id),
                        Arguments.required("password", password),
                        TokensAfterwards.REVOKED);
    }

    /** The keys of data owners: making, registering, vouching, revoking. */
    public KeyUseCases keys() {
        return keys;
    }

    /**
     * Sealing and opening data for data owners. Asks nobody who is acting: it touches no user, and only a private key
     * opens.
     */
    public SealingUseCases sealing() {
        return sealing;
    }

    /**
     * Reads a private key file of any form and checks that its key is registered for the data owner. Asks nobody who is
     * acting, as opening data does not.
     *
     * @param passphrase not looked at where the form has none; the caller closes it
     */
    public KeyImportResult importKey(DataOwnerId owner, byte[] file, Password passphrase) {
        return keyImport.read(
                Arguments.required("data owner id", owner),
                Arguments.required("key file", file),
                Arguments.required("passphrase", passphrase));
    }

    /**
     * The public keys with this fingerprint, in SHA-256 or one of iCure's two forms, in hex of either letter case. The
     * short forms may name several.
     */
    public List<RegisteredKey> publicKeysWith(String fingerprint) {
        return publicKeys.find(Arguments.required("fingerprint", fingerprint));
    }

    /**
     * The public keys ever registered for a data owner, revoked ones included, the first first; empty when there are
     * none.
     */
    public List<RegisteredKey> publicKeysOf(DataOwnerId owner) {
        return publicKeys.keysOf(Arguments.required("data owner id", owner));
    }

    /**
     * Stores users as they are, whatever their credentials, tokens or status, in memory bounded by a batch of hundreds.
     * One that is refused never stops the rest. Revisions they carry are ignored.
     *
     * @param source read to its end; when it throws, what was reported is stored and nothing else
     * @param report called once for each user, in the given order, when its outcome is durable
     * @return how many users were read
     */
    public Answer<Long> importUsers(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report) {
        return imports.run(
                actor(actor), Arguments.required("users to import", source), Arguments.required("report", report));
    }

    /** Closes the store. Whatever is called afterwards throws a store exception. Repeating it does nothing. */
    @Override
    public void close() {
        storage.close();
    }

    private static Actor actor(Actor given) {
        return Arguments.required("actor", given);
    }

    private static LoginPorts loginPorts(Storage storage, Crypto crypto, KeyholderOptions options) {
        return new LoginPorts(
                storage.users(),
                storage.loginStates(),
                crypto.passwordHasher(),
                crypto.tokenHasher(),
                crypto.oneTimePassword(),
                crypto.secretSealer(),
                crypto.secretGenerator(),
                options.auditTrail(),
                Clock.tick(options.clock(), Duration.ofMillis(1)));
    }

    private ModifyResult modifyLifecycle(Actor actor, UserId id, UnaryOperator<Lifecycle> change) {
        return users().modify(actor, id, user -> user.withLifecycle(change));
    }
}

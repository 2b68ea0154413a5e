package io.keyholder.application;

import io.keyholder.application.contact.ContactChanges;
import io.keyholder.application.event.UserEvents;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.AssociationGuard;
import io.keyholder.application.internal.access.LastAdministratorGuard;
import io.keyholder.application.internal.access.PermissionUseCases;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.audit.ActingTrail;
import io.keyholder.application.internal.audit.AuditedStorage;
import io.keyholder.application.internal.credential.ContactUseCases;
import io.keyholder.application.internal.event.EventUseCases;
import io.keyholder.application.internal.invitation.InvitationUseCases;
import io.keyholder.application.internal.key.KeyRegistration;
import io.keyholder.application.internal.key.KeyUseCases;
import io.keyholder.application.internal.key.SealingUseCases;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.internal.observation.ObservedHasher;
import io.keyholder.application.internal.observation.ObservedStorage;
import io.keyholder.application.internal.observation.Observing;
import io.keyholder.application.internal.person.PersonUseCases;
import io.keyholder.application.internal.user.ExpirationSweep;
import io.keyholder.application.internal.user.UserChanges;
import io.keyholder.application.internal.user.UserCreation;
import io.keyholder.application.internal.user.UserFinding;
import io.keyholder.application.internal.user.UserImport;
import io.keyholder.application.internal.user.UserPurge;
import io.keyholder.application.internal.user.UserReading;
import io.keyholder.application.internal.user.UserUseCases;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.application.invitation.Invitations;
import io.keyholder.application.key.DataSealing;
import io.keyholder.application.key.KeyAdministration;
import io.keyholder.application.login.HashingLoad;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChanges;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.permission.PermissionDecisions;
import io.keyholder.application.person.PersonDataRights;
import io.keyholder.application.secondfactor.SecondFactors;
import io.keyholder.application.session.RunningSessions;
import io.keyholder.application.token.TokenAdministration;
import io.keyholder.application.user.Users;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.time.Duration;

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
    private final Crypto crypto;
    private final Observing observing;
    private final LoginUseCases login;
    private final Users users;
    private final ContactChanges contacts;
    private final Invitations invitations;
    private final PermissionDecisions permissions;
    private final PersonDataRights persons;
    private final UserEvents events;
    private final KeyAdministration keys;
    private final ActingTrail trail;
    private final PasswordChanges passwords;
    private final SecondFactors secondFactors;
    private final RunningSessions sessions;
    private final TokenAdministration tokens;
    private final DataSealing sealing;

    private Keyholder(Storage given, Crypto crypto, KeyholderOptions options) {
        this.crypto = crypto;
        PasswordRules rules =
                options.passwordRules().orElseGet(() -> PasswordRules.standard(crypto.passwordBlocklist()));
        Now now = new Now(options.clock());
        this.trail = new ActingTrail(options.auditTrail());
        this.observing = Observing.by(options.observer());
        this.storage = AuditedStorage.of(ObservedStorage.of(given, observing), options.auditTrail(), trail, now);
        this.events = new EventUseCases(storage);
        UserRepository repository = storage.users();
        PublicKeyDirectory directory = storage.publicKeys();
        Clock clock = Clock.tick(options.clock(), Duration.ofMillis(1));
        UserAccess access = new UserAccess(
                repository,
                storage.loginStates(),
                options.userPolicy(),
                options.roles(),
                trail,
                clock,
                options.limits(),
                options.loginPolicy().passwordLoginLife());
        LastAdministratorGuard administrators = new LastAdministratorGuard(repository, access, clock);
        LoginPorts loginPorts = loginPorts(storage, crypto, options, trail, observing);
        InvitationOptions messages = options.invitations();
        SecurityNotices notices = new SecurityNotices(messages.sender(), messages.noticeTexts(), trail, clock);
        this.login = LoginUseCases.over(loginPorts, options.loginPolicy(), rules, access, notices, observing);
        AssociationGuard associations = new AssociationGuard(storage, access);
        KeyRegistration registration =
                new KeyRegistration(directory, crypto, associations, trail, now, options.hostName());
        this.contacts = trail.naming(
                ContactChanges.class,
                new ContactUseCases(loginPorts, options.loginPolicy(), access, messages, notices));
        this.invitations = trail.naming(
                Invitations.class,
                new InvitationUseCases(
                        storage, crypto, registration, login.redemption(), access, associations, trail, messages, now));
        UserChanges changes = new UserChanges(repository, storage.loginStates(), access, administrators, notices);
        UserPurge purge = new UserPurge(storage, access);
        UserFinding finding = new UserFinding(repository, access);
        this.users = trail.naming(
                Users.class,
                new UserUseCases(
                        new UserReading(repository, access),
                        changes,
                        new UserCreation(
                                storage, crypto, registration, rules, login.hashing(), access, associations, now),
                        purge,
                        new UserImport(repository, access, login.obstacles()),
                        finding,
                        new ExpirationSweep(repository, changes, clock),
                        login.gate(),
                        now));
        this.permissions = trail.naming(PermissionDecisions.class, new PermissionUseCases(repository, access, clock));
        this.persons = trail.naming(
                PersonDataRights.class,
                new PersonUseCases(storage, access, administrators, changes, purge, finding, now));
        this.keys = trail.naming(
                KeyAdministration.class,
                new KeyUseCases(directory, crypto, registration, access, login.hashing(), now, clock));
        this.passwords = trail.naming(PasswordChanges.class, login.passwords());
        this.secondFactors = trail.naming(SecondFactors.class, login.secondFactors());
        this.sessions = trail.naming(RunningSessions.class, login.sessions());
        this.tokens = trail.naming(TokenAdministration.class, login.tokens());
        this.sealing = new SealingUseCases(directory, crypto.dataSealer());
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
     * Lets a user in by password, or reveals as little as possible. The work is the same for every identifier, known or
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
        Arguments.required("request", request);
        return observing.login(
                Observing.kind(request.credential()),
                () -> trail.proving(() -> login.gate().logIn(request)));
    }

    /** Creating, reading, finding, changing and removing users. */
    public Users users() {
        return users;
    }

    /** New passwords, by the user itself or by an administrator. */
    public PasswordChanges passwords() {
        return passwords;
    }

    /** New emails and phones, verified by a code that is sent there. */
    public ContactChanges contacts() {
        return contacts;
    }

    /** Second factors: enrolling, confirming, removing, recovery codes. */
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /** Logins by password that go on: checking, listing, ending them, proving more in them. */
    public RunningSessions sessions() {
        return sessions;
    }

    /** Tokens: creating, listing, revoking, cleaning up. */
    public TokenAdministration tokens() {
        return tokens;
    }

    /** Invitations: sending, sending again, revoking, accepting, listing. */
    public Invitations invitations() {
        return invitations;
    }

    /** What users may do, and why. */
    public PermissionDecisions permissions() {
        return permissions;
    }

    /** The rights of a person over what is held about it: export and erasure. */
    public PersonDataRights persons() {
        return persons;
    }

    /** The keys of data owners: creating, registering, endorsing, revoking, importing. */
    public KeyAdministration keys() {
        return keys;
    }

    /** Sealing and opening data for data owners. Takes no acting user: only a private key opens. */
    public DataSealing sealing() {
        return sealing;
    }

    /** What happens to users, delivered to a listener of the host. */
    public UserEvents events() {
        return events;
    }

    /** How much password hashing runs and waits at this moment. */
    public HashingLoad hashingLoad() {
        return login.queue().load();
    }

    /**
     * Closes the store and the cryptography. Whatever is called afterwards throws a store exception. Repeating it does
     * nothing.
     */
    @Override
    public void close() {
        try (crypto) {
            storage.close();
        }
    }

    private static LoginPorts loginPorts(
            Storage storage, Crypto crypto, KeyholderOptions options, AuditTrail trail, Observing observing) {
        return new LoginPorts(
                storage.users(),
                storage.loginStates(),
                ObservedHasher.of(crypto.passwordHasher(), observing),
                crypto.tokenHasher(),
                crypto.oneTimePassword(),
                crypto.secretSealer(),
                crypto.secretGenerator(),
                trail,
                Clock.tick(options.clock(), Duration.ofMillis(1)));
    }
}

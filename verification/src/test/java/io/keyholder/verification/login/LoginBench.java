package io.keyholder.verification.login;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.adapters.memory.InMemoryAuditTrail;
import io.keyholder.application.internal.login.InvitationRedemption;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.RedemptionResult;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.testkit.sample.CountingPasswordHasher;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.verification.store.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything about logging in over one store with two instances, as if two hosts shared it: real tokens, codes and
 * sealing, a hasher that counts and costs nothing, a clock that tests move. Thread-safe but for opening and closing.
 */
final class LoginBench implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    static final String PASSWORD = "correct horse battery staple";
    static final String WRONG = "incorrect horse battery staple";

    final MovableClock clock = MovableClock.at(START);
    final CountingPasswordHasher hasher = CountingPasswordHasher.counting(new QuickHasher());
    final InMemoryAuditTrail audit = InMemoryAuditTrail.ofLatest(100_000);

    private final BouncyCastleCrypto crypto = BouncyCastleCrypto.create(CryptoOptions.defaults()
            .withSealingKeys(SealingKeys.of("k".repeat(32).getBytes(StandardCharsets.US_ASCII))));
    private final LoginPolicy policy;
    private final StorageSandbox sandbox;
    private final List<Storage> stores = new ArrayList<>();
    private final List<LoginUseCases> hosts = new ArrayList<>();

    private LoginBench(StorageSandbox sandbox, LoginPolicy policy) {
        this.sandbox = sandbox;
        this.policy = policy;
        open();
    }

    /** What a user gets when it turns its second factor on. */
    record Device(Authenticator authenticator, List<String> recoveryCodes) {}

    /** The default policy, with room for every thread of a test to hash. */
    static LoginPolicy standardPolicy() {
        return LoginPolicy.standard().withHashing(new HashingLimit(64, 1_000, Duration.ofMinutes(5)));
    }

    static LoginBench over(TestStore store) {
        return over(store, standardPolicy());
    }

    static LoginBench over(TestStore store, LoginPolicy policy) {
        return over(store.newSandbox(), policy);
    }

    static LoginBench over(StorageSandbox sandbox, LoginPolicy policy) {
        return new LoginBench(sandbox, policy);
    }

    /** The first host. */
    LoginUseCases host() {
        return hosts.get(0);
    }

    /** The first host or the second, in turn. */
    LoginUseCases host(int number) {
        return hosts.get(number % hosts.size());
    }

    Storage store() {
        return stores.get(0);
    }

    Instant now() {
        return clock.instant();
    }

    /** Lets both hosts go down and come up again. */
    void restart() {
        closeStores();
        open();
    }

    /** An active user with {@link #PASSWORD}, whose id and login are one. */
    User user(String login) {
        return stored(unsaved(login));
    }

    User unsaved(String login) {
        User bare = User.of(
                new UserId(login), LoginIdentifiers.login(login), Lifecycle.startingAt(START, UserStatus.ACTIVE));
        try (Password password = Password.of(PASSWORD)) {
            return bare.withCredentials(bare.credentials().withPasswordHash(new QuickHasher().hash(password)));
        }
    }

    User stored(User user) {
        return ((CreateOutcome.Created) store().users().create(user)).user();
    }

    User current(UserId id) {
        return store().users().findById(id).orElseThrow();
    }

    LoginState state(UserId id) {
        return store().loginStates()
                .find(LoginStateKey.of(id))
                .map(Stored::state)
                .orElse(LoginState.NONE);
    }

    /** Changes the stored user as another program would. */
    User edit(UserId id, UnaryOperator<User> change) {
        return ((UpdateOutcome.Updated) store().users().update(change.apply(current(id)))).user();
    }

    /** Turns the second factor on, and moves the clock on to codes that were not used for it. */
    Device secondFactor(UserId id) {
        SecondFactorResult.Enrolled enrolled =
                (SecondFactorResult.Enrolled) host().secondFactors().enrol(Actor.host(), id, "Practice");
        Authenticator authenticator = Authenticator.with(enrolled.secret());
        SecondFactorResult.Confirmed confirmed = (SecondFactorResult.Confirmed)
                host().secondFactors().confirm(Actor.host(), id, authenticator.codeAt(now()));
        clock.move(Duration.ofSeconds(60));
        return new Device(authenticator, confirmed.recoveryCodes());
    }

    /** The plain value of a new token. */
    TokenValue token(UserId id, String name, TokenValidity validity) {
        TokenCreation creation = host().tokens().create(Actor.host(), id, name, validity, TokenScope.unrestricted());
        return ((TokenCreation.Created) creation).value();
    }

    /** The secret of a new invitation of a user who registers from now on, in the place of any earlier one. */
    TokenValue invitation(UserId id, String invitation, TokenValidity validity) {
        byte[] secret = crypto.secretGenerator().nextBytes(TokenValue.SECRET_SIZE_BYTES);
        TokenValue value = TokenValue.of(id, InvitationRedemption.TOKEN_PREFIX + invitation, secret);
        try (Password plain = value.asPassword()) {
            AuthenticationToken token =
                    AuthenticationToken.of(crypto.tokenHasher().hash(plain), now(), validity);
            edit(
                    id,
                    user -> user.withLifecycle(life -> life.withStatus(UserStatus.REGISTERING))
                            .withTokens(InvitationRedemption.withoutInvitations(user.tokens())
                                    .with(value.name(), token)));
        }
        return value;
    }

    /** Accepts an invitation. */
    RedemptionResult redeem(int host, String secret, String fresh) {
        try (Password presented = Password.of(secret);
                Password password = Password.of(fresh)) {
            return host(host).redemption().redeem(presented, password, Optional.empty(), user -> {});
        }
    }

    /** A short code of six digits for ten minutes. */
    String shortCode(UserId id, String name) {
        TokenCreation creation = host().tokens()
                .createShortCode(Actor.host(), id, name, 6, TokenValidity.SHORT_LIVED, TokenScope.unrestricted());
        return ((TokenCreation.ShortCodeCreated) creation).code();
    }

    LogInResult logIn(LogInRequest request) {
        return host().gate().logIn(request);
    }

    LogInResult withPassword(String login, String password) {
        return withPassword(0, login, password);
    }

    LogInResult withPassword(int host, String login, String password) {
        try (Password plain = Password.of(password)) {
            return host(host).gate().logIn(LogInRequest.withPassword(login, plain));
        }
    }

    LogInResult withPasswordAndCode(int host, String login, String password, String code) {
        try (Password plain = Password.of(password)) {
            return host(host).gate().logIn(LogInRequest.withPasswordAndCode(login, plain, code));
        }
    }

    LogInResult withTicket(int host, LoginTicket ticket, String code) {
        return host(host).gate().logIn(LogInRequest.withCode(ticket, code));
    }

    LogInResult withToken(String token) {
        try (Password plain = Password.of(token)) {
            return logIn(LogInRequest.withToken(plain));
        }
    }

    LogInResult withTokenOfUser(int host, String login, String token) {
        try (Password plain = Password.of(token)) {
            return host(host).gate().logIn(LogInRequest.withTokenOfUser(login, plain));
        }
    }

    /** The ticket of a right password. */
    LoginTicket ticket(String login) {
        return ((LogInResult.CodeNeeded) withPassword(login, PASSWORD)).ticket();
    }

    /** The true reason of the latest refusal. */
    RefusalReason latestReason() {
        return audit.events().stream()
                .filter(AuditEvent.LoginRefused.class::isInstance)
                .map(AuditEvent.LoginRefused.class::cast)
                .reduce((earlier, later) -> later)
                .map(AuditEvent.LoginRefused::reason)
                .orElseThrow();
    }

    @Override
    public void close() {
        try (sandbox) {
            closeStores();
        }
    }

    private void open() {
        for (int number = 0; number < 2; number++) {
            Storage store = sandbox.open();
            stores.add(store);
            hosts.add(LoginUseCases.over(ports(store), policy, PasswordRules.standard(PasswordBlocklist.EMPTY)));
        }
    }

    LoginPorts ports(Storage store) {
        return new LoginPorts(
                store.users(),
                store.loginStates(),
                hasher,
                crypto.tokenHasher(),
                crypto.oneTimePassword(),
                crypto.secretSealer(),
                crypto.secretGenerator(),
                audit,
                clock);
    }

    /** A further host over the first store, with other ports. */
    LoginUseCases hostWith(UnaryOperator<LoginPorts> change) {
        return LoginUseCases.over(
                change.apply(ports(store())), policy, PasswordRules.standard(PasswordBlocklist.EMPTY));
    }

    private void closeStores() {
        stores.forEach(Storage::close);
        stores.clear();
        hosts.clear();
    }

    /** What a refused attempt may learn; absent when it was not refused. */
    static Optional<RefusalReason> outsideReason(LogInResult result) {
        return result instanceof LogInResult.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }
}

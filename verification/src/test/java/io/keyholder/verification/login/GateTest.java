package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.HashingLimit;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gate tells whom. */
class GateTest {
    private static final UserId MARY = new UserId("mary");

    private final LoginBench bench = LoginBench.over(TestStore.MAP);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aUserLogsInUnderAnyOfItsIdentifiersHoweverWritten() {
        bench.stored(bench.unsaved("mary")
                .withIdentifiers(LoginIdentifiers.login("Mary")
                        .withEmail("mary@example.org")
                        .withMobilePhone("+32 470 00 00 07")));
        for (String typed : new String[] {"mary", " MARY ", "Mary@Example.ORG", "+32470000007", "+32-470-00.00.07"}) {
            assertThat(bench.withPassword(typed, LoginBench.PASSWORD))
                    .as(typed)
                    .isInstanceOfSatisfying(LogInResult.Accepted.class, accepted -> {
                        assertThat(accepted.user().id()).isEqualTo(MARY);
                        assertThat(accepted.strength()).isEqualTo(ProofStrength.PASSWORD);
                        assertThat(accepted.until())
                                .contains(bench.now()
                                        .plus(LoginBench.standardPolicy().passwordLoginLife()));
                    });
        }
        assertThat(bench.state(MARY).lastLogin()).contains(bench.now());
    }

    @Test
    void theOneRefusedLearnsNothingAndTheTrailEverything() {
        bench.user("mary");
        bench.stored(bench.unsaved("passwordless").withCredentials(Credentials.NONE));
        bench.stored(withHash(bench.unsaved("foreign"), "{future}$9$x"));
        bench.edit(bench.user("deleted").id(), user -> user.withLifecycle(life -> life.deletedAt(bench.now())));
        assertTold("nobody", LoginBench.PASSWORD, RefusalReason.UNKNOWN_USER);
        assertTold("deleted", LoginBench.PASSWORD, RefusalReason.UNKNOWN_USER);
        assertTold("mary", LoginBench.WRONG, RefusalReason.WRONG_CREDENTIAL);
        assertTold("passwordless", LoginBench.PASSWORD, RefusalReason.NO_SUCH_CREDENTIAL);
        assertTold("foreign", LoginBench.PASSWORD, RefusalReason.UNREADABLE_CREDENTIAL);
    }

    @Test
    void whoHasTheRightPasswordLearnsWhyItDoesNotLetIn() {
        bench.stored(bench.unsaved("mary").withLifecycle(life -> life.withStatus(UserStatus.DISABLED)));
        assertThat(LoginBench.outsideReason(bench.withPassword("mary", LoginBench.PASSWORD)))
                .contains(RefusalReason.DISABLED);
        assertThat(LoginBench.outsideReason(bench.withPassword("mary", LoginBench.WRONG)))
                .contains(RefusalReason.WRONG_CREDENTIAL);
    }

    @Test
    void theTrailNamesWhoFromWhereAndHow() {
        bench.user("mary");
        try (Password password = Password.of(LoginBench.PASSWORD)) {
            bench.logIn(LogInRequest.withPassword("mary", password).from("192.0.2.1"));
            bench.logIn(LogInRequest.withPassword("nobody", password).from("192.0.2.2"));
        }
        assertThat(bench.audit.events())
                .containsExactly(
                        new AuditEvent.LoginAccepted(
                                bench.now(), MARY, ProofStrength.PASSWORD, Optional.of("192.0.2.1")),
                        new AuditEvent.LoginRefused(
                                bench.now(), Optional.empty(), RefusalReason.UNKNOWN_USER, Optional.of("192.0.2.2")));
    }

    @Test
    void aLoginEndsWithItsUser() {
        Instant end = bench.now().plusSeconds(90);
        bench.stored(bench.unsaved("mary").withLifecycle(life -> life.withExpiration(Optional.of(end))));
        String shorter = bench.token(MARY, "short", TokenValidity.seconds(60)).reveal();
        String longer = bench.token(MARY, "long", TokenValidity.unlimited()).reveal();
        assertThat(until(bench.withPassword("mary", LoginBench.PASSWORD))).contains(end);
        assertThat(until(bench.withToken(longer))).contains(end);
        assertThat(until(bench.withToken(shorter))).contains(bench.now().plusSeconds(60));
    }

    @Test
    void attemptsThatNoLongerCountAreForgottenAndOthersAreNot() {
        bench.user("mary");
        try (Password wrong = Password.of(LoginBench.WRONG)) {
            bench.logIn(LogInRequest.withPassword("mary", wrong).from("192.0.2.1"));
            bench.logIn(LogInRequest.withPassword("nobody", wrong).from("192.0.2.1"));
        }
        bench.clock.move(AttemptPolicy.PER_SOURCE.memory());
        assertThat(bench.host().gate().forgetIdleAttempts()).isZero();
        bench.clock.move(Duration.ofSeconds(1));
        assertThat(bench.host(1).gate().forgetIdleAttempts()).isEqualTo(2);
        assertThat(bench.state(MARY).attempts().failures()).isEqualTo(1);
    }

    @Test
    void anOldHashIsReplacedAfterALogin() {
        bench.stored(bench.unsaved("mary")
                .withCredentials(Credentials.NONE.withPasswordHash(QuickHasher.outdatedHash(LoginBench.PASSWORD))));
        assertThat(bench.withPassword("mary", LoginBench.WRONG).isAccepted()).isFalse();
        assertThat(bench.hasher.hashes()).isZero();
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
        assertThat(bench.current(MARY).credentials().passwordHash())
                .hasValueSatisfying(hash -> assertThat(hash.encoded()).startsWith("quick:"));
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
        assertThat(bench.hasher.hashes()).isEqualTo(1);
    }

    @Test
    void anIdentifierThatTwoUsersHaveInOldDataLetsNeitherIn() {
        User mary = bench.user("mary");
        User john = bench.user("john");
        LoginUseCases host = hostOver(new OldData(bench.store().users(), Set.of(mary.id(), john.id())), bench.hasher);
        int before = bench.hasher.calls();
        try (Password password = Password.of(LoginBench.PASSWORD)) {
            assertThat(host.gate().logIn(LogInRequest.withPassword("mary", password)))
                    .isEqualTo(new LogInResult.Refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty()));
        }
        assertThat(bench.hasher.calls() - before).isEqualTo(1);
        assertThat(bench.latestReason()).isEqualTo(RefusalReason.AMBIGUOUS_IDENTIFIER);
    }

    @Test
    void aFullHostIsBusyAndCountsNothing() throws InterruptedException, ExecutionException {
        bench.user("mary");
        CountDownLatch hashing = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        LoginUseCases host = hostOver(bench.store().users(), new BlockingHasher(hashing, done));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Password password = Password.of(LoginBench.PASSWORD);
                Password fresh = Password.of("a fresh and long password")) {
            Future<LogInResult> first =
                    thread.submit(() -> host.gate().logIn(LogInRequest.withPassword("mary", password)));
            hashing.await();
            int counted = bench.state(MARY).attempts().failures();
            assertThat(host.gate().logIn(LogInRequest.withPassword("mary", password)))
                    .isInstanceOf(LogInResult.Busy.class);
            assertThat(host.passwords().change(Actor.host(), MARY, password, fresh, TokensAfterwards.KEPT))
                    .isInstanceOf(PasswordChangeResult.Busy.class);
            assertThat(bench.state(MARY).attempts().failures()).isEqualTo(counted);
            done.countDown();
            assertThat(first.get().isAccepted()).isTrue();
            assertThat(host.gate()
                            .logIn(LogInRequest.withPassword("mary", password))
                            .isAccepted())
                    .isTrue();
        } finally {
            done.countDown();
            thread.shutdownNow();
        }
    }

    private static Optional<Instant> until(LogInResult result) {
        return ((LogInResult.Accepted) result).until();
    }

    private void assertTold(String login, String password, RefusalReason trueReason) {
        assertThat(bench.withPassword(login, password))
                .isEqualTo(new LogInResult.Refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty()));
        assertThat(bench.latestReason()).isEqualTo(trueReason);
    }

    private LoginUseCases hostOver(UserRepository users, PasswordHasher hasher) {
        LoginPorts ports = bench.ports(bench.store());
        return LoginUseCases.over(
                new LoginPorts(
                        users,
                        ports.states(),
                        hasher,
                        ports.tokenHasher(),
                        ports.oneTimePassword(),
                        ports.sealer(),
                        ports.secrets(),
                        ports.audit(),
                        ports.clock()),
                LoginBench.standardPolicy().withHashing(new HashingLimit(1, 0, Duration.ofMinutes(1))),
                PasswordRules.standard(PasswordBlocklist.EMPTY));
    }

    private static User withHash(User user, String hash) {
        return user.withCredentials(user.credentials().withPasswordHash(PasswordHash.of(hash)));
    }

    /** Users of which every identifier belongs to the same few, as before the rule that forbids it. */
    private record OldData(UserRepository users, Set<UserId> holders) implements UserRepository {
        @Override
        public IdentifierLookup findByIdentifier(IdentifierKey key) {
            return new IdentifierLookup.Ambiguous(holders);
        }

        @Override
        public CreateOutcome create(User user) {
            return users.create(user);
        }

        @Override
        public List<CreateOutcome> createAll(List<User> newUsers) {
            return users.createAll(newUsers);
        }

        @Override
        public UpdateOutcome update(User user) {
            return users.update(user);
        }

        @Override
        public Optional<User> findById(UserId id) {
            return users.findById(id);
        }

        @Override
        public PurgeOutcome purge(UserId id, Revision expected) {
            return users.purge(id, expected);
        }

        @Override
        public List<User> page(PageRequest request) {
            return users.page(request);
        }

        @Override
        public long count() {
            return users.count();
        }
    }

    /** Hashes when it is told to. */
    private record BlockingHasher(CountDownLatch hashing, CountDownLatch done) implements PasswordHasher {
        @Override
        public PasswordHash hash(Password password) {
            return new QuickHasher().hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            hashing.countDown();
            try {
                done.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new QuickHasher().verify(password, stored);
        }
    }
}

package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.SweptPractice.Call;
import io.keyholder.application.SweptPractice.Snapshot;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SECURITY cases 27, 31 to 34, 42 and 43 for every method of every part of the facade that takes an actor. The methods
 * are enumerated, so that none that is added later is left out.
 */
class EveryMethodTest {
    /** A policy without any guard, with which each law is broken. */
    private static final UserPolicy EVERYTHING = request -> Optional.empty();

    private static final Set<Reason> WEAK = Set.of(Reason.PROOF_TOO_WEAK, Reason.SCOPE_TOO_NARROW);
    private static final Set<Reason> ENDED = Set.of(
            Reason.ACTOR_NOT_ADMITTED, Reason.CREDENTIAL_ENDED, Reason.PROOF_ENDED, Reason.PASSWORD_CHANGE_DEMANDED);

    /** How a login ends. */
    private enum Ending {
        PASSWORD_RESET(Kind.PASSWORD, (practice, actor) -> practice.reset(actor.user())),
        DISABLED(Kind.PASSWORD, (practice, actor) -> practice.keyholder.users().disable(Actor.host(), actor.user())),
        DELETED(Kind.TOKEN, (practice, actor) -> practice.keyholder.users().softDelete(Actor.host(), actor.user())),
        EXPIRED(Kind.TOKEN, (practice, actor) -> {
            practice.keyholder
                    .users()
                    .setExpiration(
                            Actor.host(),
                            actor.user(),
                            Optional.of(practice.clock.instant().plus(Duration.ofMinutes(1))));
            practice.clock.move(Duration.ofMinutes(2));
        }),
        LOGGING_IN_REVOKED(
                Kind.TOKEN,
                (practice, actor) -> practice.modify(
                        actor.user(),
                        user -> user.withAuthorization(
                                user.authorization().with(Permission.revoking(PermissionType.AUTHENTICATE))))),
        ERASED_AND_MADE_AGAIN(Kind.PASSWORD, (practice, actor) -> {
            practice.keyholder.persons().erase(Actor.host(), actor.user());
            practice.create(practice.named(actor.user()).asAdministrator());
        }),
        SESSION_ENDED(
                Kind.PASSWORD,
                (practice, actor) -> practice.keyholder
                        .sessions()
                        .end(
                                Actor.host(),
                                actor.user(),
                                actor.credential().session().orElseThrow())),
        ALL_SESSIONS_ENDED(
                Kind.PASSWORD,
                (practice, actor) -> practice.keyholder.sessions().endAll(Actor.host(), actor.user())),
        TOO_LONG_AGO(Kind.PASSWORD, (practice, actor) -> practice.clock.move(Duration.ofDays(500))),
        TOKEN_REVOKED(
                Kind.TOKEN, (practice, actor) -> practice.keyholder.tokens().revoke(Actor.host(), actor.user(), "app")),
        TOKEN_REPLACED(Kind.TOKEN, (practice, actor) -> {
            practice.modify(actor.user(), user -> user.withTokens(user.tokens().without("app")));
            practice.byToken(actor.user());
        }),
        TOKEN_OVER(Kind.TOKEN, (practice, actor) -> practice.clock.move(Duration.ofSeconds(86_401))),
        PASSWORD_DEMANDED(
                Kind.TOKEN,
                (practice, actor) -> practice.keyholder.passwords().demandChange(Actor.host(), actor.user()));

        private final Kind kind;

        @SuppressWarnings("ImmutableEnumChecker") // every end is a lambda that holds nothing
        private final BiConsumer<SweptPractice, Actor.LoggedIn> end;

        Ending(Kind kind, BiConsumer<SweptPractice, Actor.LoggedIn> end) {
            this.kind = kind;
            this.end = end;
        }

        private enum Kind {
            PASSWORD,
            TOKEN
        }

        Actor.LoggedIn logIn(SweptPractice practice) {
            return kind == Kind.PASSWORD
                    ? practice.byPassword(SweptPractice.CHIEF)
                    : practice.byToken(SweptPractice.CHIEF);
        }
    }

    /** A login that is weaker than what its administrator has. */
    private enum WeakProof {
        PASSWORD_WITHOUT_THE_FACTOR(ProofStrength.PASSWORD, TokenScope.unrestricted()),
        SHORT_TOKEN(ProofStrength.SHORT_LIVED_TOKEN, TokenScope.unrestricted()),
        LONG_TOKEN(ProofStrength.LONG_LIVED_TOKEN, TokenScope.unrestricted()),
        NARROW_SCOPE(ProofStrength.TWO_FACTORS, new TokenScope.Restricted(Set.of(PermissionType.ADMIN)));

        private final ProofStrength strength;

        @SuppressWarnings("ImmutableEnumChecker") // a scope is immutable
        private final TokenScope scope;

        WeakProof(ProofStrength strength, TokenScope scope) {
            this.strength = strength;
            this.scope = scope;
        }

        Actor.LoggedIn logIn(SweptPractice practice) {
            practice.protect(SweptPractice.CHIEF);
            return practice.by(SweptPractice.CHIEF, strength, scope);
        }
    }

    @Test
    void everyPartOfTheFacadeIsSwept() {
        assertThat(SweptPractice.calls().stream()
                        .map(call -> call.accessor().getName())
                        .distinct())
                .contains(
                        "users",
                        "passwords",
                        "contacts",
                        "secondFactors",
                        "sessions",
                        "tokens",
                        "invitations",
                        "permissions",
                        "persons",
                        "keys");
    }

    /** What follows means something only when the same calls are not refused to a login that goes on. */
    @Test
    void aLoginThatGoesOnIsNotRefusedAsOneThatEnded() {
        for (Call call : SweptPractice.calls()) {
            SweptPractice practice = new SweptPractice();
            Object result = practice.call(call, practice.byPassword(SweptPractice.CHIEF));
            assertThat(reason(result).filter(ENDED::contains))
                    .as(call.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLoginThatEndedDoesNothing(Ending ending) {
        for (UserId target : List.of(SweptPractice.CHIEF, SweptPractice.BOB)) {
            for (Call call : SweptPractice.calls()) {
                SweptPractice practice = new SweptPractice();
                practice.target = target;
                Actor.LoggedIn actor = ending.logIn(practice);
                ending.end.accept(practice, actor);
                Snapshot before = practice.snapshot();
                if (!isTheDemandedChange(ending, call, target)) {
                    Object result = practice.call(call, actor);
                    assertThat(SweptPractice.isRefused(result))
                            .as("%s upon %s is %s", call, target, result)
                            .isTrue();
                    assertThat(practice.snapshot()).as(call.toString()).isEqualTo(before);
                }
            }
        }
    }

    private static boolean isTheDemandedChange(Ending ending, Call call, UserId target) {
        return ending == Ending.PASSWORD_DEMANDED
                && call.method().getName().equals("change")
                && target.equals(SweptPractice.CHIEF);
    }

    /** What asks for a proof when it is done to oneself asks for it when it is done to another. */
    @ParameterizedTest
    @EnumSource
    void noProofIsTooWeakForOneselfAndEnoughForAnother(WeakProof proof) {
        List<Call> refused = new ArrayList<>();
        for (Call call : SweptPractice.calls()) {
            if (reason(upon(SweptPractice.CHIEF, call, proof))
                    .filter(WEAK::contains)
                    .isPresent()) {
                refused.add(call);
                Object result = upon(SweptPractice.BOB, call, proof);
                assertThat(SweptPractice.isRefused(result))
                        .as("%s is %s", call, result)
                        .isTrue();
            }
        }
        assertThat(refused).isNotEmpty();
    }

    private static Object upon(UserId target, Call call, WeakProof proof) {
        SweptPractice practice = new SweptPractice();
        practice.target = target;
        return practice.call(call, proof.logIn(practice));
    }

    /** A user who is made outlives the login that made it. */
    @ParameterizedTest
    @EnumSource
    void aWeakProofMakesNoUser(WeakProof proof) {
        assertThat(makingUsers(UserPolicy.standard(), proof)).isEmpty();
        assertThat(makingUsers(EVERYTHING, proof)).isNotEmpty();
    }

    private static List<Call> makingUsers(UserPolicy policy, WeakProof proof) {
        return callsThat(call -> {
            SweptPractice practice = new SweptPractice(policy);
            Actor.LoggedIn actor = proof.logIn(practice);
            Snapshot before = practice.snapshot();
            practice.call(call, actor);
            return !before.users()
                    .keySet()
                    .containsAll(practice.snapshot().users().keySet());
        });
    }

    /** A professional does nothing to an administrator, whether in office or invited. */
    @Test
    void theMorePowerfulIsLeftAlone() {
        for (boolean isInvited : new boolean[] {false, true}) {
            assertThat(changingTheMorePowerful(UserPolicy.standard(), isInvited))
                    .isEmpty();
            assertThat(changingTheMorePowerful(EVERYTHING, isInvited)).isNotEmpty();
        }
    }

    private static List<Call> changingTheMorePowerful(UserPolicy policy, boolean isInvited) {
        return callsThat(call -> {
            SweptPractice practice = new SweptPractice(policy);
            practice.target = isInvited ? practice.invited : SweptPractice.CHIEF;
            practice.owner = new DataOwnerId("invited-owner");
            Actor.LoggedIn doctor = practice.byPassword(SweptPractice.DOCTOR);
            Snapshot before = practice.snapshot().of(practice.target, practice.owner);
            practice.call(call, doctor);
            return !practice.snapshot().of(practice.target, practice.owner).equals(before);
        });
    }

    /** A professional does not reach the keys of an owner by making a user, or an existing one, stand for it. */
    @Test
    void noUserIsMadeToStandForTheOwnerOfKeys() {
        assertThat(makingPuppets(UserPolicy.standard())).isEmpty();
        assertThat(makingPuppets(EVERYTHING)).isNotEmpty();
    }

    private static List<Call> makingPuppets(UserPolicy policy) {
        DataOwner ofAda = DataOwner.patient(SweptPractice.OWNER.value());
        return callsThat(call -> {
            SweptPractice practice = new SweptPractice(policy);
            practice.associated = ofAda;
            practice.change = user -> user.withDataOwner(ofAda);
            Actor.LoggedIn doctor = practice.byPassword(SweptPractice.DOCTOR);
            Snapshot before = practice.snapshot();
            practice.call(call, doctor);
            Snapshot after = practice.snapshot();
            return !after.trusted().equals(before.trusted())
                    || !standingFor(after, ofAda).equals(List.of(SweptPractice.ADA));
        });
    }

    /** And a user whom the host lets stand for an owner beside another reaches no key without a proof. */
    @Test
    void aPuppetTouchesNoKeyWithoutAProof() {
        assertThat(touchingKeys(UserPolicy.standard())).isEmpty();
        assertThat(touchingKeys(EVERYTHING)).isNotEmpty();
    }

    private static List<Call> touchingKeys(UserPolicy policy) {
        return callsThat(call -> {
            SweptPractice practice = new SweptPractice(policy);
            practice.target = SweptPractice.EVE;
            practice.modify(
                    SweptPractice.EVE, user -> user.withDataOwner(DataOwner.patient(SweptPractice.OWNER.value())));
            Actor.LoggedIn puppet = practice.byPassword(SweptPractice.EVE);
            Snapshot before = practice.snapshot();
            practice.call(call, puppet);
            return !call.takes(ProvenKey.class)
                    && !practice.snapshot().trusted().equals(before.trusted());
        });
    }

    private static List<Call> callsThat(Predicate<Call> law) {
        return SweptPractice.calls().stream().filter(law).toList();
    }

    /** Whoever may nothing learns nothing: not even whether there is such a user, or such a key. */
    @Test
    void aRefusalLeavesNothingBehindAndShowsNothing() {
        for (Call call : SweptPractice.calls()) {
            if (!call.isAboutItself()) {
                Object existing = refused(call, SweptPractice.BOB, SweptPractice.OWNER);
                assertThat(refused(call, SweptPractice.MISSING, SweptPractice.OWNER))
                        .as(call.toString())
                        .isEqualTo(existing);
                assertThat(refused(call, SweptPractice.BOB, new DataOwnerId("none")))
                        .as(call.toString())
                        .isEqualTo(existing);
            }
        }
    }

    private static Object refused(Call call, UserId target, DataOwnerId owner) {
        SweptPractice practice = new SweptPractice();
        practice.target = target;
        practice.owner = owner;
        Actor.LoggedIn eve = practice.byPassword(SweptPractice.EVE);
        if (!call.takes(User.class)) {
            practice.change = user -> {
                throw new AssertionError(call + " ran the caller's function on " + user.id());
            };
        }
        Snapshot before = practice.snapshot();
        Object result = practice.call(call, eve);
        assertThat(SweptPractice.isRefused(result)).as("%s is %s", call, result).isTrue();
        assertThat(practice.snapshot()).as(call.toString()).isEqualTo(before);
        return result;
    }

    /** A write that the store fails leaves no key trusted that was not before. */
    @Test
    void aFailedWriteLeavesNoTrustedKey() {
        List<Call> failed = new ArrayList<>();
        for (Call call : SweptPractice.calls()) {
            SweptPractice practice = new SweptPractice();
            Actor.LoggedIn chief = practice.byPassword(SweptPractice.CHIEF);
            List<RegisteredKey> before = practice.snapshot().trusted();
            practice.storage.beforeEachWrite(() -> {
                throw new StoreUnavailableException("the test made it fail", null);
            });
            if (fails(() -> practice.call(call, chief))) {
                failed.add(call);
                assertThat(before)
                        .as(call.toString())
                        .containsAll(practice.snapshot().trusted());
            }
        }
        assertThat(failed).hasSizeGreaterThan(10);
    }

    private static boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (StoreUnavailableException expected) {
            return true;
        }
    }

    /** A code that is wrong is an attempt to log in, which names its user itself. */
    @Test
    void everyEventNamesWhoActed() {
        for (Call call : SweptPractice.calls()) {
            SweptPractice practice = new SweptPractice();
            Actor.LoggedIn chief = practice.byPassword(SweptPractice.CHIEF);
            practice.events.clear();
            practice.call(call, chief);
            assertThat(practice.events)
                    .filteredOn(event -> !(event instanceof AuditEvent.LoginRefused))
                    .allSatisfy(event -> assertThat(event.actor())
                            .as("%s by %s", event, call)
                            .contains(SweptPractice.CHIEF));
        }
    }

    private static Optional<Reason> reason(Object result) {
        return result instanceof ForbiddenOutcome forbidden
                ? Optional.of(forbidden.refusal().reason())
                : Optional.empty();
    }

    private static List<UserId> standingFor(Snapshot snapshot, DataOwner owner) {
        return snapshot.users().entrySet().stream()
                .filter(entry -> entry.getValue().dataOwner().equals(owner))
                .map(Map.Entry::getKey)
                .toList();
    }
}

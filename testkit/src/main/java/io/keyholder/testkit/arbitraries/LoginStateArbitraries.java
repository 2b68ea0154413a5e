package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.PendingContact;
import io.keyholder.domain.login.PendingLogin;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Recognition;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for what is remembered about logging in. */
public final class LoginStateArbitraries {
    private static final int MAX_RECOVERY_CODES = 10;
    private static final int MAX_TOKENS = 3;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_SESSIONS = 3;
    private static final int MAX_SOURCE_LENGTH = 100;

    private LoginStateArbitraries() {}

    /** Any state, nothing remembered included. */
    public static Arbitrary<LoginState> loginStates() {
        Arbitrary<LoginState> anything = Combinators.combine(
                        attempts(),
                        codeSteps(),
                        Combinators.combine(
                                        Choice.optional(50, InstantArbitraries.instants()),
                                        Choice.optional(20, InstantArbitraries.instants()),
                                        Choice.of(3, Arbitraries.just(0))
                                                .or(1, Arbitraries.integers().between(0, LoginState.MOST_WRONG_CODES))
                                                .arbitrary())
                                .as(Factor::new),
                        CredentialArbitraries.passwordHashes().list().ofMaxSize(MAX_RECOVERY_CODES),
                        Choice.optional(30, pendingLogins()),
                        Choice.optional(20, pendingContacts()),
                        Choice.optional(20, InstantArbitraries.instants()),
                        Combinators.combine(
                                        Choice.optional(70, InstantArbitraries.instants()),
                                        tokenUses(),
                                        Choice.optional(30, recognitions()),
                                        sessions())
                                .as(Uses::new))
                .as((attempts, step, factor, codes, login, contact, demanded, uses) -> new LoginState(
                        attempts,
                        step,
                        factor.confirmed(),
                        factor.removal(),
                        codes,
                        login,
                        contact,
                        demanded,
                        uses.lastLogin(),
                        uses.ofTokens(),
                        uses.recognition(),
                        uses.sessions(),
                        factor.wrongCodes()))
                .withoutEdgeCases();
        return Choice.of(1, Arbitraries.just(LoginState.NONE)).or(19, anything).arbitrary();
    }

    /** None, a few, and as many as can be counted. */
    public static Arbitrary<Attempts> attempts() {
        Arbitrary<Integer> failures = Choice.of(4, Arbitraries.integers().between(1, 20))
                .or(1, Arbitraries.of(1, 1_000, Integer.MAX_VALUE))
                .arbitrary();
        Arbitrary<Attempts> some = Combinators.combine(
                        failures, InstantArbitraries.instants(), Choice.optional(50, InstantArbitraries.instants()))
                .as((number, last, decaysFrom) ->
                        new Attempts(number, Optional.of(last), decaysFrom.or(() -> Optional.of(last))))
                .withoutEdgeCases();
        return Choice.of(1, Arbitraries.just(Attempts.NONE)).or(3, some).arbitrary();
    }

    /** Any login that waits for its code. */
    public static Arbitrary<PendingLogin> pendingLogins() {
        return Combinators.combine(CredentialArbitraries.passwordHashes(), InstantArbitraries.instants())
                .as(PendingLogin::new)
                .withoutEdgeCases();
    }

    /** Any contact that waits for its code. */
    public static Arbitrary<PendingContact> pendingContacts() {
        return Combinators.combine(
                        InvitationArbitraries.contacts(),
                        Choice.optional(50, TextArbitraries.anyText(MAX_NAME_LENGTH)),
                        CredentialArbitraries.passwordHashes(),
                        InstantArbitraries.instants(),
                        Arbitraries.integers().between(0, PendingContact.MOST_WRONG_CODES - 1))
                .as(PendingContact::new)
                .withoutEdgeCases();
    }

    /** Anything by which devices and sources are recognized. */
    public static Arbitrary<Recognition> recognitions() {
        return Combinators.combine(
                        digests(),
                        digests(),
                        Maps.upTo(Recognition.MOST_SOURCES, digests(), InstantArbitraries.instants()))
                .as(Recognition::new)
                .withoutEdgeCases();
    }

    /** Any sessions, none included. */
    public static Arbitrary<Sessions> sessions() {
        Arbitrary<Sessions> some = Combinators.combine(
                        runningSessions().list().ofMaxSize(MAX_SESSIONS).uniqueElements(Session::id),
                        Choice.optional(20, InstantArbitraries.instants()))
                .as(Sessions::new)
                .withoutEdgeCases();
        return Choice.of(1, Arbitraries.just(Sessions.NONE)).or(1, some).arbitrary();
    }

    /** Any id of a session. */
    public static Arbitrary<SessionId> sessionIds() {
        return Arbitraries.strings()
                .withChars("0123456789abcdef")
                .ofLength(SessionId.DIGITS)
                .map(SessionId::new);
    }

    /** From one free attempt and pauses of a nanosecond to a thousand and a day. */
    public static Arbitrary<AttemptPolicy> attemptPolicies() {
        Arbitrary<Duration> durations = Arbitraries.longs()
                .between(1, Duration.ofDays(1).toNanos())
                .withoutEdgeCases()
                .map(Duration::ofNanos);
        Arbitrary<AttemptPolicy> any = Combinators.combine(
                        Arbitraries.integers().between(1, 1_000).withoutEdgeCases(), durations, durations, durations)
                .as((free, one, other, forget) -> new AttemptPolicy(
                        free, one.compareTo(other) < 0 ? one : other, one.compareTo(other) < 0 ? other : one, forget))
                .withoutEdgeCases();
        return Choice.of(1, Arbitraries.of(AttemptPolicy.PER_USER, AttemptPolicy.PER_SOURCE))
                .or(3, any)
                .arbitrary();
    }

    /** Any session, of any source. */
    public static Arbitrary<Session> runningSessions() {
        return Combinators.combine(
                        sessionIds(),
                        InstantArbitraries.instants(),
                        Arbitraries.of(ProofStrength.class),
                        Choice.optional(50, TextArbitraries.anyText(MAX_SOURCE_LENGTH)),
                        InstantArbitraries.instants())
                .as((id, since, strength, source, lastUse) -> new Session(id, since, strength, source, lastUse))
                .withoutEdgeCases();
    }

    private static Arbitrary<String> digests() {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(Recognition.KEY_DIGITS);
    }

    private record Factor(Optional<Instant> confirmed, Optional<Instant> removal, int wrongCodes) {}

    private record Uses(
            Optional<Instant> lastLogin,
            Map<String, Instant> ofTokens,
            Optional<Recognition> recognition,
            Sessions sessions) {}

    /** Keys of all kinds. */
    public static Arbitrary<LoginStateKey> loginStateKeys() {
        return Choice.<LoginStateKey>of(2, UserIdArbitraries.userIds().map(LoginStateKey::of))
                .or(1, LoginIdentifiersArbitraries.identifierKeys().map(LoginStateKey::ofUnknown))
                .or(1, TextArbitraries.anyText(MAX_SOURCE_LENGTH).map(LoginStateKey::ofSource))
                .or(1, UserIdArbitraries.userIds().map(LoginStateKey::ofLoggedIn))
                .or(1, userIdsAndSources(LoginStateKey::ofDevice))
                .or(1, userIdsAndSources(LoginStateKey::ofKnownSource))
                .arbitrary();
    }

    private static Arbitrary<LoginStateKey> userIdsAndSources(BiFunction<UserId, String, LoginStateKey> key) {
        return Combinators.combine(UserIdArbitraries.userIds(), TextArbitraries.anyText(MAX_SOURCE_LENGTH))
                .as(key::apply)
                .withoutEdgeCases();
    }

    private static Arbitrary<OptionalLong> codeSteps() {
        Arbitrary<Long> steps = Choice.of(3, Arbitraries.longs().between(0, 100_000_000L))
                .or(1, Arbitraries.of(0L, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1))
                .arbitrary();
        return Choice.of(1, Arbitraries.just(OptionalLong.empty()))
                .or(1, steps.map(OptionalLong::of))
                .arbitrary();
    }

    private static Arbitrary<Map<String, Instant>> tokenUses() {
        return Maps.upTo(MAX_TOKENS, TextArbitraries.anyText(MAX_NAME_LENGTH), InstantArbitraries.instants());
    }
}

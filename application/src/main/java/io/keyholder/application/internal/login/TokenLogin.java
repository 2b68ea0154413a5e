package io.keyholder.application.internal.login;

import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.TokenChanged.TokenChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logging in with a token. A fixed number of fast hashes is computed whatever is found: one for a token that names
 * itself, {@link Tokens#MOST_COMPARED} for one that does not. A right token is not held up by wrong passwords: its
 * value cannot be guessed. What could be, a short code, counts as a guess. Thread-safe.
 */
final class TokenLogin {
    /** From how many bytes on a presented value is taken for unguessable. */
    private static final int UNGUESSABLE_SIZE_BYTES = 20;

    /** No value that is longer is compared with anything: no token has so many bytes. */
    private static final int LONGEST_SIZE_BYTES = TokenValue.MAX_LENGTH;

    private final LoginPorts ports;
    private final UserEdits edits;
    private final UserLookup lookup;
    private final LoginStates states;
    private final Verdicts verdicts;
    private final LoginPolicy policy;
    private final PasswordHash nobodysHash;
    private final RecentTokenUses recentUses = new RecentTokenUses();
    private final Recognizer recognizer;

    TokenLogin(LoginPorts ports, LoginStates states, Verdicts verdicts, LoginPolicy policy, Recognizer recognizer) {
        this.ports = ports;
        this.edits = new UserEdits(ports.users());
        this.lookup = new UserLookup(ports.users());
        this.states = states;
        this.verdicts = verdicts;
        this.policy = policy;
        this.recognizer = recognizer;
        try (Password nothing = Password.of("")) {
            this.nobodysHash = ports.tokenHasher().hash(nothing);
        }
    }

    /** A stored token with its name. */
    private record Named(String name, AuthenticationToken token) {}

    /**
     * Whether the value is so long, in every form that it is compared in, that it cannot be a guess at a short code.
     */
    static boolean isUnguessable(Password presented) {
        return PresentedForms.shortestSizeBytes(presented) >= UNGUESSABLE_SIZE_BYTES;
    }

    LogInResult byToken(LogInRequest request, Password presented) {
        return bySelfDescribing(request, presented, Purpose.LOGIN);
    }

    LogInResult byInvitation(LogInRequest request, Password presented) {
        return bySelfDescribing(request, presented, Purpose.INVITATION);
    }

    /**
     * A token of the user in the place of its password, as iCure accepts it, a legacy one where the policy has it so;
     * absent when it is none of its tokens.
     */
    Optional<LogInResult> inPlaceOfPassword(LogInRequest request, Optional<User> user, Password presented) {
        return PresentedForms.shortestSizeBytes(presented) > LONGEST_SIZE_BYTES
                ? Optional.empty()
                : PresentedForms.firstOf(presented, form -> inPlaceOfPasswordAsIs(request, user, form));
    }

    private Optional<LogInResult> inPlaceOfPasswordAsIs(LogInRequest request, Optional<User> user, Password presented) {
        Optional<LogInResult> hashed = judgeMatching(request, user, presented);
        return hashed.isPresent() || policy.legacyTokens() == LoginPolicy.LegacyTokens.REFUSED
                ? hashed
                : user.flatMap(known ->
                                converted(known, presented, ports.clock().instant()))
                        .flatMap(owner -> judgeMatching(request, Optional.of(owner), presented));
    }

    private Optional<LogInResult> judgeMatching(LogInRequest request, Optional<User> user, Password presented) {
        Optional<Named> matching = matching(user, presented);
        return user.flatMap(known -> matching.map(token -> judge(request, known, token, Purpose.LOGIN)));
    }

    LogInResult byTokenOfUser(LogInRequest request, Password presented) {
        Optional<User> user = UserLookup.keyOf(request.identifier())
                .flatMap(key -> lookup.find(key).single());
        Instant now = ports.clock().instant();
        LoginStateKey counted = user.map(User::id)
                .map(LoginStateKey::of)
                .or(() -> UserLookup.keyOf(request.identifier()).map(LoginStateKey::ofUnknown))
                .orElse(PasswordLogin.UNWRITABLE);
        Attempt attempt = recognizer.attempt(request, user, counted, now);
        Optional<Instant> pause = isUnguessable(presented) ? Optional.empty() : attempt.charge();
        if (pause.isPresent()) {
            return verdicts.refuse(request, user.map(User::id), RefusalReason.PAUSED, pause);
        }
        Optional<LogInResult> judged = inPlaceOfPassword(request, user, presented);
        settle(attempt, presented, judged.isPresent());
        return judged.orElseGet(() -> verdicts.refuse(request, user.map(User::id), RefusalReason.WRONG_CREDENTIAL));
    }

    /** What cannot be guessed is not held up by a pause. A wrong one counts as a guess all the same, afterwards. */
    private static void settle(Attempt attempt, Password presented, boolean right) {
        if (right && !isUnguessable(presented)) {
            attempt.refund();
        }
        if (!right && isUnguessable(presented)) {
            attempt.charge();
        }
    }

    /**
     * What a token is for: the secret of an invitation is for nothing else, and no other token is for an invitation.
     */
    private enum Purpose {
        LOGIN,
        INVITATION;

        static Purpose of(String name) {
            return name.startsWith(InvitationRedemption.TOKEN_PREFIX) ? INVITATION : LOGIN;
        }
    }

    private LogInResult bySelfDescribing(LogInRequest request, Password presented, Purpose purpose) {
        Optional<TokenValue> value = read(presented);
        Optional<User> user = value.flatMap(token -> ports.users().findById(token.user()));
        Optional<Named> named = user.flatMap(known -> value.flatMap(
                        token -> known.tokens().named(token.name()).map(found -> new Named(token.name(), found))))
                .filter(found -> Purpose.of(found.name()) == purpose);
        boolean right = isRight(
                value, presented, named.map(found -> found.token().hash()).orElse(nobodysHash));
        if (!right || named.isEmpty()) {
            return verdicts.refuse(request, user.map(User::id), RefusalReason.WRONG_CREDENTIAL);
        }
        return judge(request, user.get(), named.get(), purpose);
    }

    private boolean isRight(Optional<TokenValue> value, Password presented, PasswordHash hash) {
        if (value.isEmpty()) {
            return ports.tokenHasher().verify(presented, hash);
        }
        try (Password text = value.get().asPassword()) {
            return ports.tokenHasher().verify(text, hash);
        }
    }

    private LogInResult judge(LogInRequest request, User user, Named named, Purpose purpose) {
        Instant now = ports.clock().instant();
        if (!named.token().isUsableAt(now, policy.clockLeeway())) {
            return verdicts.refuse(request, user, RefusalReason.TOKEN_EXPIRED);
        }
        Optional<RefusalReason> inadmissible = purpose == Purpose.INVITATION
                ? verdicts.inadmissibleForInvitation(user, now)
                : verdicts.inadmissible(user, now);
        if (inadmissible.isPresent()) {
            return verdicts.refuse(request, user, inadmissible.get());
        }
        ProofStrength strength = named.token().validity().isShortLived()
                ? ProofStrength.SHORT_LIVED_TOKEN
                : ProofStrength.LONG_LIVED_TOKEN;
        if (!strength.isAtLeast(request.wanted())) {
            return verdicts.refuse(request, user, RefusalReason.PROOF_TOO_WEAK);
        }
        rememberUse(user, named, now);
        return verdicts.accept(
                request,
                user,
                strength,
                named.token().scope(),
                endOf(named.token()),
                Optional.of(named.name()),
                Optional.empty(),
                Optional.empty());
    }

    private void rememberUse(User user, Named named, Instant now) {
        if (recentUses.coverUseOf(user.id(), named.token(), now)) {
            return;
        }
        Instant written = states.decide(LoginStateKey.of(user.id()), state -> {
            Optional<Instant> before = Optional.ofNullable(state.tokenLastUse().get(named.name()));
            return RecentTokenUses.covers(before, now)
                    ? LoginStates.Decided.keeping(before.orElseThrow())
                    : LoginStates.Decided.changing(state.withTokenUsed(named.name(), now), now);
        });
        recentUses.written(user.id(), named.token(), written);
    }

    /**
     * The token of this value among the newest of the user. The work is the same whatever the user has, and for no
     * user.
     */
    private Optional<Named> matching(Optional<User> user, Password presented) {
        List<Named> candidates = user.map(this::newestUsable).orElseGet(List::of);
        Optional<Named> matching = Optional.empty();
        for (int compared = 0; compared < Tokens.MOST_COMPARED; compared++) {
            Optional<Named> candidate =
                    compared < candidates.size() ? Optional.of(candidates.get(compared)) : Optional.empty();
            boolean right = ports.tokenHasher()
                    .verify(
                            presented,
                            candidate.map(named -> named.token().hash()).orElse(nobodysHash));
            matching = right && !presented.isEmpty() && matching.isEmpty() ? candidate : matching;
        }
        return matching;
    }

    private List<Named> newestUsable(User user) {
        Instant now = ports.clock().instant();
        return user.tokens().authentication().entrySet().stream()
                .filter(entry -> Purpose.of(entry.getKey()) == Purpose.LOGIN)
                .filter(entry -> entry.getValue().isUsableAt(now, policy.clockLeeway()))
                .map(entry -> new Named(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Named named) -> named.token().created())
                        .reversed())
                .limit(Tokens.MOST_COMPARED)
                .toList();
    }

    /** The user with the matching clear token turned into a hashed one; absent when none matches. */
    private Optional<User> converted(User user, Password presented, Instant now) {
        Edited<Refusal> edited = edits.edit(
                user,
                current -> clearTokenOf(current, presented)
                        .map(name -> current.withTokens(hashed(current.tokens(), name, presented, now)))
                        .orElse(current));
        if (!(edited instanceof Edited.Stored<Refusal> stored)) {
            return Optional.empty();
        }
        if (!stored.before().equals(stored.stored())) {
            clearTokenOf(stored.before(), presented)
                    .ifPresent(name -> ports.audit()
                            .record(new AuditEvent.TokenChanged(now, user.id(), name, TokenChange.LEGACY_CONVERTED)));
            return edited.user();
        }
        boolean isConvertedByAnother = !stored.before().equals(user)
                && matching(Optional.of(stored.before()), presented).isPresent();
        return isConvertedByAnother ? edited.user() : Optional.empty();
    }

    private Tokens hashed(Tokens tokens, String name, Password presented, Instant now) {
        String free = Purpose.of(name) == Purpose.LOGIN ? name : "application " + name;
        while (tokens.named(free).isPresent()) {
            free += " (application)";
        }
        return tokens.withoutApplication(name)
                .with(
                        free,
                        AuthenticationToken.of(ports.tokenHasher().hash(presented), now, TokenValidity.unlimited()));
    }

    private static Optional<String> clearTokenOf(User user, Password presented) {
        byte[] utf8 = presented.utf8();
        try {
            return user.tokens().application().entrySet().stream()
                    .filter(entry -> MessageDigest.isEqual(utf8, bytesOf(entry.getValue())))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static byte[] bytesOf(ApplicationToken token) {
        return token.value().getBytes(StandardCharsets.UTF_8);
    }

    /** When the token ends; absent when never, or after the last moment that can be told. */
    private static Optional<Instant> endOf(AuthenticationToken token) {
        return token.validity() instanceof TokenValidity.Limited limited
                        && limited.duration().compareTo(Duration.between(token.created(), Instant.MAX)) <= 0
                ? Optional.of(token.created().plus(limited.duration()))
                : Optional.empty();
    }

    private static Optional<TokenValue> read(Password presented) {
        byte[] utf8 = presented.utf8();
        try {
            return Optional.of(TokenValue.parse(new String(utf8, StandardCharsets.UTF_8)));
        } catch (InvalidValueException noToken) {
            return Optional.empty();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}

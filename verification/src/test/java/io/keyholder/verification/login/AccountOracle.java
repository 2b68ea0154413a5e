package io.keyholder.verification.login;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginPolicy.LegacyTokens;
import io.keyholder.application.login.LoginPolicy.PasswordForm;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.sample.Authenticator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * What one account should do, told as plainly as possible: no hashes, no revisions, no races. Answers each attempt in
 * words that {@link Outcome} gives to what the library answered.
 */
final class AccountOracle {
    private static final int UNGUESSABLE_LENGTH = 20;
    private static final String INVITATION = "invitation:";
    private static final Duration LAST_USE_GRAIN = Duration.ofMinutes(1);

    private final LoginPolicy policy;
    private final Supplier<Instant> clock;
    private final AttemptCounter ofUser;
    private final AttemptCounter ofFreedLogin;
    private final AttemptCounter ofUnknownLogin;
    private final AttemptCounter ofSource;
    private final AttemptCounter ofKnownSource;
    private final AttemptCounter ofSelf;

    String password;
    UserStatus status = UserStatus.ACTIVE;
    boolean deleted;
    Optional<Instant> end = Optional.empty();
    Factor factor = Factor.OFF;
    Optional<Authenticator> authenticator = Optional.empty();
    boolean confirmedHere;
    OptionalLong lastStep = OptionalLong.empty();
    List<String> recoveryCodes = new ArrayList<>();
    boolean changeDemanded;
    final Map<String, Token> tokens = new LinkedHashMap<>();
    final Map<String, String> clearTokens = new LinkedHashMap<>();
    private final Map<String, List<Instant>> uses = new LinkedHashMap<>();
    private Optional<Waiting> waiting = Optional.empty();
    private Optional<Instant> loginFromSource = Optional.empty();

    AccountOracle(LoginPolicy policy, Supplier<Instant> clock, String password) {
        this.policy = policy;
        this.clock = clock;
        this.password = password;
        this.ofUser = new AttemptCounter(policy.perUser());
        this.ofFreedLogin = new AttemptCounter(policy.perUser());
        this.ofUnknownLogin = new AttemptCounter(policy.perUser());
        this.ofSource = new AttemptCounter(policy.perSource());
        this.ofKnownSource = new AttemptCounter(policy.perUser());
        this.ofSelf = new AttemptCounter(policy.perUser());
    }

    /** What the stored user says of its second factor. */
    enum Factor {
        OFF,
        PENDING,
        ON,
        UNUSABLE
    }

    /**
     * A token.
     *
     * @param life absent when it never ends
     */
    record Token(String value, Instant created, Optional<Duration> life, boolean revoked) {
        boolean works(Instant now) {
            return !revoked
                    && !now.plus(LoginPolicy.standard().clockLeeway()).isBefore(created)
                    && life.filter(length -> !now.isBefore(created.plus(length)))
                            .isEmpty();
        }

        boolean isOver(Instant now) {
            return revoked || (!now.isBefore(created) && !works(now));
        }

        ProofStrength strength() {
            return life.filter(length -> length.compareTo(Duration.ofMinutes(10)) <= 0)
                    .map(length -> ProofStrength.SHORT_LIVED_TOKEN)
                    .orElse(ProofStrength.LONG_LIVED_TOKEN);
        }
    }

    /** A login that waits for its code. */
    private record Waiting(LoginTicket ticket, Instant end) {}

    String logInWithPassword(String typed, Optional<String> code, ProofStrength wanted, boolean fromSource) {
        boolean icure = policy.passwordForm() == PasswordForm.ICURE && code.isEmpty();
        if (icure && !deleted && isUnguessable(typed)) {
            Optional<String> byToken = logInWithTokenOfUser(typed, wanted);
            if (byToken.isPresent()) {
                return byToken.get();
            }
        }
        int bar = typed.lastIndexOf('|');
        boolean split = icure
                && !deleted
                && isDemanded()
                && bar >= 0
                && typed.substring(bar + 1).matches("[0-9]{6,8}");
        String plain = split ? typed.substring(0, bar) : typed;
        Optional<String> plainCode = split ? Optional.of(typed.substring(bar + 1)) : code;
        return guess(counterOfLogin(), fromSource, () -> {
            if (!deleted && plain.equals(password)) {
                return afterRightPassword(plainCode, wanted);
            }
            boolean tryToken = icure && !deleted && !isUnguessable(typed);
            return tryToken ? logInWithTokenOfUser(plain, wanted).map(Judged::right) : Optional.empty();
        });
    }

    String logInAsNobody(boolean fromSource) {
        return guess(ofUnknownLogin, fromSource, Optional::empty);
    }

    /** The ticket that the library gave; to be told after {@link #logInWithPassword} answered that a code is needed. */
    void ticketGiven(LoginTicket ticket) {
        waiting = Optional.of(new Waiting(ticket, now().plus(policy.ticketLife())));
    }

    String logInWithTicket(LoginTicket ticket, String code) {
        boolean valid = waiting.filter(login -> login.ticket().equals(ticket) && now().isBefore(login.end()))
                .isPresent();
        if (!valid) {
            return Outcome.refused(RefusalReason.WRONG_CREDENTIAL);
        }
        Optional<RefusalReason> obstacle = obstacle();
        return obstacle.isPresent() ? Outcome.refused(obstacle.get()) : guess(ofUser, false, () -> judgeCode(code));
    }

    String logInWithToken(String name, boolean tampered, ProofStrength wanted) {
        Token token = tokens.get(name);
        return token == null || tampered || !token.works(now())
                ? Outcome.refused(RefusalReason.WRONG_CREDENTIAL)
                : admit(name, token, wanted);
    }

    void invited(String name, Token secret) {
        tokens.keySet().removeIf(AccountOracle::isInvitation);
        tokens.put(name, secret);
        status = UserStatus.REGISTERING;
    }

    String redeem(String name, String fresh) {
        Token secret = tokens.get(name);
        if (secret == null || !isInvitation(name) || !secret.works(now())) {
            return Outcome.refused(RefusalReason.WRONG_CREDENTIAL);
        }
        boolean registering = status == UserStatus.REGISTERING;
        Optional<RefusalReason> obstacle = inadmissible(registering ? UserStatus.ACTIVE : status);
        if (obstacle.isPresent() || !registering) {
            return Outcome.refused(obstacle.orElse(RefusalReason.WRONG_CREDENTIAL));
        }
        tokens.keySet().removeIf(AccountOracle::isInvitation);
        resetPassword(fresh, true);
        status = UserStatus.ACTIVE;
        return Outcome.REDEEMED;
    }

    /** Whether a token may be said to have been used last then: uses are taken down to the minute. */
    boolean mayHaveBeenUsedLast(String name, Optional<Instant> then) {
        List<Instant> ofToken = uses.getOrDefault(name, List.of());
        return ofToken.isEmpty()
                ? then.isEmpty()
                : then.filter(ofToken::contains)
                        .filter(use -> use.plus(LAST_USE_GRAIN).isAfter(ofToken.get(ofToken.size() - 1)))
                        .isPresent();
    }

    String presentTokenOfUser(String value, ProofStrength wanted) {
        Supplier<Optional<Judged>> judge = () ->
                deleted ? Optional.empty() : logInWithTokenOfUser(value, wanted).map(Judged::right);
        return isUnguessable(value)
                ? judge.get().map(Judged::outcome).orElseGet(() -> wrongUnguessable(counterOfLogin()))
                : guess(counterOfLogin(), false, judge);
    }

    /** Counts unless a pause runs, and is not held up by one. */
    private String wrongUnguessable(AttemptCounter counter) {
        if (counter.pausedUntil(now()).isEmpty()) {
            counter.fail(now());
        }
        return Outcome.refused(RefusalReason.WRONG_CREDENTIAL);
    }

    String changePassword(String old, String fresh, boolean revokeTokens) {
        Optional<Instant> pause = ofSelf.pausedUntil(now());
        if (pause.isPresent()) {
            return "paused until " + pause.get();
        }
        if (!old.equals(password)) {
            ofSelf.fail(now());
            return "wrong";
        }
        if (inadmissible().isPresent()) {
            return "not admitted: " + inadmissible().get();
        }
        setPassword(fresh, revokeTokens);
        return "changed";
    }

    void resetPassword(String fresh, boolean revokeTokens) {
        setPassword(fresh, revokeTokens);
        ofUser.forget();
    }

    boolean mayEnrol() {
        return !confirmedHere && !isDemanded();
    }

    void enrolled(Authenticator fresh) {
        factor = Factor.PENDING;
        authenticator = Optional.of(fresh);
    }

    String confirm(String code) {
        if (factor != Factor.PENDING) {
            return "not enrolled";
        }
        Optional<Instant> pause = ofSelf.pausedUntil(now());
        if (pause.isPresent()) {
            return "paused until " + pause.get();
        }
        OptionalLong step = stepOf(code);
        if (step.isEmpty() || isUsed(step.getAsLong())) {
            ofSelf.fail(now());
            return "wrong";
        }
        lastStep = step;
        factor = Factor.ON;
        return "confirmed";
    }

    void recoveryCodesGiven(List<String> codes) {
        recoveryCodes = new ArrayList<>(codes);
        confirmedHere = true;
    }

    void removeFactor() {
        factor = Factor.OFF;
        confirmedHere = false;
        recoveryCodes = new ArrayList<>();
        waiting = Optional.empty();
    }

    void sweep() {
        ofFreedLogin.forgetIfIdleSince(now());
        ofUnknownLogin.forgetIfIdleSince(now());
        ofSource.forgetIfIdleSince(now());
        ofKnownSource.forgetIfIdleSince(now());
        ofSelf.forgetIfIdleSince(now());
    }

    private void setPassword(String fresh, boolean revokeTokens) {
        password = fresh;
        changeDemanded = false;
        waiting = Optional.empty();
        loginFromSource = Optional.empty();
        factor = factor == Factor.PENDING ? Factor.OFF : factor;
        if (revokeTokens) {
            revokeTokens();
        } else {
            tokens.replaceAll((name, token) -> token.life()
                            .filter(life -> life.compareTo(Duration.ofMinutes(10)) <= 0)
                            .isPresent()
                    ? new Token(token.value(), token.created(), token.life(), true)
                    : token);
        }
    }

    void demandChange() {
        changeDemanded = true;
        revokeTokens();
    }

    private void revokeTokens() {
        tokens.replaceAll((name, token) -> new Token(token.value(), token.created(), token.life(), true));
        clearTokens.clear();
    }

    /**
     * Judges a guess unless a pause runs; one that was not right counts, apart from strangers' where the source is
     * known.
     */
    private String guess(AttemptCounter subject, boolean fromSource, Supplier<Optional<Judged>> judge) {
        boolean known = fromSource && subject == ofUser && isSourceKnown();
        List<AttemptCounter> counters =
                known ? List.of(ofKnownSource) : fromSource ? List.of(ofSource, subject) : List.of(subject);
        Optional<Instant> pause = counters.stream()
                .map(counter -> counter.pausedUntil(now()))
                .flatMap(Optional::stream)
                .findFirst();
        if (pause.isPresent()) {
            return Outcome.paused(known ? pause.get() : toFiveMinutes(pause.get()));
        }
        Optional<Judged> judged = judge.get();
        if (judged.isEmpty()) {
            counters.forEach(counter -> counter.fail(now()));
            return Outcome.refused(RefusalReason.WRONG_CREDENTIAL);
        }
        if (judged.get().isLogin()) {
            (known ? ofKnownSource : subject).forget();
            waiting = Optional.empty();
            if (fromSource
                    && loginFromSource.filter(login -> login.isAfter(now())).isEmpty()) {
                loginFromSource = Optional.of(now());
            }
        }
        return judged.get().outcome();
    }

    private boolean isSourceKnown() {
        return loginFromSource
                .filter(login -> now().isBefore(login.plus(policy.recognitionLife())))
                .isPresent();
    }

    private static Instant toFiveMinutes(Instant end) {
        Instant rounded = end.truncatedTo(ChronoUnit.HOURS);
        while (rounded.isBefore(end)) {
            rounded = rounded.plus(Duration.ofMinutes(5));
        }
        return rounded;
    }

    /** What a right guess came to, and whether it makes wrong ones forgotten. */
    private record Judged(String outcome, boolean isLogin) {
        static Judged right(String outcome) {
            return new Judged(outcome, false);
        }
    }

    private Optional<Judged> afterRightPassword(Optional<String> code, ProofStrength wanted) {
        Optional<RefusalReason> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return Optional.of(Judged.right(Outcome.refused(obstacle.get())));
        }
        if (factor == Factor.ON) {
            return code.isEmpty() ? Optional.of(Judged.right(Outcome.CODE_NEEDED)) : judgeCode(code.get());
        }
        return Optional.of(
                wanted == ProofStrength.TWO_FACTORS
                        ? Judged.right(Outcome.refused(RefusalReason.PROOF_TOO_WEAK))
                        : new Judged(Outcome.accepted(ProofStrength.PASSWORD), true));
    }

    private Optional<Judged> judgeCode(String code) {
        OptionalLong step = stepOf(code);
        boolean right = step.isPresent() ? !isUsed(step.getAsLong()) : recoveryCodes.remove(code);
        if (!right) {
            return Optional.empty();
        }
        lastStep = step.isPresent() ? step : lastStep;
        return Optional.of(new Judged(Outcome.accepted(ProofStrength.TWO_FACTORS), true));
    }

    private Optional<String> logInWithTokenOfUser(String value, ProofStrength wanted) {
        return tokens.entrySet().stream()
                .filter(entry -> !isInvitation(entry.getKey()))
                .filter(entry -> entry.getValue().value().equals(value)
                        && entry.getValue().works(now()))
                .findFirst()
                .or(() -> hashedNow(value))
                .map(entry -> admit(entry.getKey(), entry.getValue(), wanted));
    }

    /** A token that was kept in clear until now. */
    private Optional<Map.Entry<String, Token>> hashedNow(String value) {
        if (policy.legacyTokens() == LegacyTokens.REFUSED || !clearTokens.containsValue(value)) {
            return Optional.empty();
        }
        String name = clearTokens.keySet().stream()
                .filter(candidate -> clearTokens.get(candidate).equals(value))
                .findFirst()
                .orElseThrow();
        clearTokens.remove(name);
        tokens.put(name, new Token(value, now(), Optional.empty(), false));
        return Optional.of(Map.entry(name, tokens.get(name)));
    }

    private String admit(String name, Token token, ProofStrength wanted) {
        if (inadmissible().isPresent()) {
            return Outcome.refused(inadmissible().get());
        }
        if (!token.strength().isAtLeast(wanted)) {
            return Outcome.refused(RefusalReason.PROOF_TOO_WEAK);
        }
        uses.computeIfAbsent(name, first -> new ArrayList<>()).add(now());
        return Outcome.accepted(token.strength());
    }

    private Optional<RefusalReason> obstacle() {
        if (inadmissible().isPresent()) {
            return inadmissible();
        }
        if (factor == Factor.UNUSABLE || (confirmedHere && factor != Factor.ON)) {
            return Optional.of(RefusalReason.SECOND_FACTOR_UNUSABLE);
        }
        return changeDemanded ? Optional.of(RefusalReason.PASSWORD_CHANGE_REQUIRED) : Optional.empty();
    }

    private Optional<RefusalReason> inadmissible() {
        return inadmissible(status);
    }

    private Optional<RefusalReason> inadmissible(UserStatus judged) {
        if (deleted) {
            return Optional.of(RefusalReason.DELETED);
        }
        if (judged != UserStatus.ACTIVE) {
            return Optional.of(judged == UserStatus.DISABLED ? RefusalReason.DISABLED : RefusalReason.REGISTERING);
        }
        return end.filter(over -> !now().isBefore(over)).map(over -> RefusalReason.EXPIRED);
    }

    private OptionalLong stepOf(String code) {
        long current = Authenticator.stepAt(now());
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> authenticator.orElseThrow().codeOf(step).equals(code))
                .max();
    }

    private boolean isUsed(long step) {
        return lastStep.isPresent() && step <= lastStep.getAsLong();
    }

    private boolean isDemanded() {
        return factor == Factor.ON || factor == Factor.UNUSABLE;
    }

    private AttemptCounter counterOfLogin() {
        return deleted ? ofFreedLogin : ofUser;
    }

    private Instant now() {
        return clock.get();
    }

    private static boolean isInvitation(String name) {
        return name.startsWith(INVITATION);
    }

    private static boolean isUnguessable(String presented) {
        return presented.length() >= UNGUESSABLE_LENGTH;
    }
}

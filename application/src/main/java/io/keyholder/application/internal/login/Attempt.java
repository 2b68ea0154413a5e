package io.keyholder.application.internal.login;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository.Provisional;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One guess in the making. It is charged before it is judged, so that N parallel guesses count N, and refunded when it
 * was right, as if it had never been, so that right attempts never prolong a pause. A stranger's guess is charged to
 * its source and its subject; one from a known device or source, or by a user who is logged in, to that alone. Used by
 * one thread.
 */
public final class Attempt {
    /**
     * To what strangers learn the end of a pause: an exact end would show when others guessed, and help to renew it.
     */
    static final Duration COARSE = Duration.ofMinutes(5);

    private final LoginStates states;
    private final Instant now;
    private final List<Account> accounts;
    private final Standing standing;

    private Attempt(LoginStates states, Instant now, Standing standing) {
        this.states = states;
        this.now = now;
        this.standing = standing;
        this.accounts = new ArrayList<>();
    }

    private enum Standing {
        STRANGER,
        KNOWN
    }

    /**
     * The attempt of a stranger.
     *
     * @param read the subject's record as it was read just now
     */
    public static Attempt ofStranger(
            LoginStates states,
            LoginPolicy policy,
            LoginStateKey subject,
            Optional<Stored> read,
            Optional<String> source,
            Instant now) {
        Attempt attempt = new Attempt(states, now, Standing.STRANGER);
        source.map(LoginStateKey::ofSource).ifPresent(key -> attempt.add(key, policy.perSource(), states.find(key)));
        attempt.add(subject, policy.perUser(), read);
        return attempt;
    }

    /** The attempt of a known device or source. */
    public static Attempt ofKnown(LoginStates states, LoginPolicy policy, LoginStateKey known, Instant now) {
        Attempt attempt = new Attempt(states, now, Standing.KNOWN);
        attempt.add(known, policy.perUser(), states.find(known));
        return attempt;
    }

    /** The attempt of a user who is logged in, such as at its old password. */
    public static Attempt ofLoggedIn(LoginStates states, LoginPolicy policy, UserId user, Instant now) {
        return ofKnown(states, policy, LoginStateKey.ofLoggedIn(user), now);
    }

    /** Until when there is a pause; absent when the attempt may be charged. Charges nothing. */
    public Optional<Instant> pause() {
        return accounts.stream()
                .map(Account::pause)
                .flatMap(Optional::stream)
                .findFirst()
                .map(this::shown);
    }

    /**
     * Charges the attempt. Returns until when there is a pause, and charges nothing then; absent when it may be judged.
     */
    public Optional<Instant> charge() {
        return charge(Account::charge);
    }

    private Optional<Instant> charge(Function<Account, Optional<Instant>> charging) {
        List<Account> charged = new ArrayList<>();
        for (Account account : accounts) {
            Optional<Instant> pause = charging.apply(account);
            if (pause.isPresent()) {
                charged.forEach(Account::refund);
                return pause.map(this::shown);
            }
            charged.add(account);
        }
        return Optional.empty();
    }

    /** The same until more is known: a charge that is not refunded, or followed by a login, must be settled. */
    Optional<Instant> chargeProvisionally() {
        return charge(Account::chargeProvisionally);
    }

    /** Makes a provisional charge as durable as any other, before the verdict becomes known. */
    void settle() {
        accounts.forEach(Account::settle);
    }

    /** Refunds the attempt everywhere: it was right as far as it went. */
    public void refund() {
        accounts.forEach(Account::refund);
    }

    /**
     * The result of judging the attempt. Refunds the attempt when judging itself fails, as in a full heap: nothing was
     * answered then, and a guess that was not answered does not count.
     */
    public <T> T judging(Supplier<T> judge) {
        try {
            return judge.get();
        } catch (RuntimeException | Error failure) {
            refundAfter(failure);
            throw failure;
        }
    }

    private void refundAfter(Throwable failure) {
        try {
            refund();
        } catch (RuntimeException | Error stillCounted) {
            failure.addSuppressed(stillCounted);
        }
    }

    /** Settles the accounts after a login. Those in the user's own record were forgotten together with the login. */
    void settleLogin() {
        if (standing == Standing.KNOWN) {
            accounts.forEach(Account::forget);
        } else {
            accounts.subList(0, accounts.size() - 1).forEach(Account::refund);
        }
    }

    /** A user's state after a login: what strangers guessed is forgotten only when the user came as one of them. */
    public LoginState loggedIn(LoginState state, Instant when) {
        LoginState loggedIn = state.withLogin(when);
        return standing == Standing.KNOWN ? loggedIn.withAttempts(state.attempts()) : loggedIn;
    }

    private void add(LoginStateKey key, AttemptPolicy limits, Optional<Stored> read) {
        accounts.add(new Account(key, limits, read));
    }

    private Instant shown(Instant end) {
        return standing == Standing.KNOWN ? end : coarse(end);
    }

    /** The first full {@link #COARSE} at or after a moment. */
    static Instant coarse(Instant end) {
        long seconds = end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
        return Instant.ofEpochSecond(-Math.floorDiv(-seconds, COARSE.toSeconds()) * COARSE.toSeconds());
    }

    /** Whose attempts are counted, and how they stood before and after this one. */
    private final class Account {
        private final LoginStateKey key;
        private final AttemptPolicy limits;
        private final Optional<Stored> read;
        private Attempts before = Attempts.NONE;
        private Attempts after = Attempts.NONE;
        private Provisional provisional = Provisional.SETTLED;

        Account(LoginStateKey key, AttemptPolicy limits, Optional<Stored> read) {
            this.key = key;
            this.limits = limits;
            this.read = read;
        }

        Optional<Instant> pause() {
            return read.flatMap(found -> found.state().attempts().pausedUntil(now, limits));
        }

        Optional<Instant> charge() {
            return states.decideFrom(read, key, this::charged);
        }

        Optional<Instant> chargeProvisionally() {
            return states.decideProvisionally(read, key, this::charged, made -> provisional = made);
        }

        private LoginStates.Decided<Optional<Instant>> charged(LoginState state) {
            before = state.attempts();
            after = before.charged(now, limits);
            Optional<Instant> pause = before.pausedUntil(now, limits);
            return pause.isPresent()
                    ? LoginStates.Decided.keeping(pause)
                    : LoginStates.Decided.changing(state.withAttempts(after), Optional.empty());
        }

        void settle() {
            provisional.settle();
        }

        void refund() {
            if (!provisional.takeBack()) {
                states.change(key, state -> state.withAttempts(refunded(state.attempts())));
            }
        }

        void forget() {
            boolean isForgotten = before.equals(Attempts.NONE) && provisional.takeBack();
            if (!isForgotten) {
                states.change(key, state -> state.withAttempts(Attempts.NONE));
            }
        }

        /** Exactly as before, unless others were charged or forgotten since. */
        private Attempts refunded(Attempts current) {
            return current.equals(after) ? before : current.refunded();
        }
    }
}

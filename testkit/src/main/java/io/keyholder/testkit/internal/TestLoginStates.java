package io.keyholder.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Provisional;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Plain login states for contract tests, and shortcuts that store them. */
public final class TestLoginStates {
    /** Far more than other writers of a test make: a store that lets none win fails and does not hang. */
    private static final int MOST_ATTEMPTS = 10_000;

    public static final Instant NOW = TestUsers.NOW;

    private TestLoginStates() {}

    public static LoginStateKey user(String id) {
        return LoginStateKey.of(new UserId(id));
    }

    public static LoginStateKey unknown(String identifier) {
        return LoginStateKey.ofUnknown(IdentifierKey.of(identifier));
    }

    public static LoginStateKey source(String source) {
        return LoginStateKey.ofSource(source);
    }

    /** One key of each kind, alike in everything but the kind. */
    public static List<LoginStateKey> ofEveryKind() {
        String digits = user("mary").value().substring("user:".length());
        return Stream.concat(Stream.of("user:"), LoginStateKey.SWEPT_KINDS.stream())
                .map(kind -> new LoginStateKey(kind + digits))
                .toList();
    }

    public static LoginState failed(int times) {
        return failed(times, NOW);
    }

    public static LoginState failed(int times, Instant last) {
        return LoginState.NONE.withAttempts(new Attempts(times, Optional.of(last)));
    }

    /** One more wrong attempt, whatever a policy would say. */
    public static LoginState charged(LoginState state, Instant when) {
        return state.withAttempts(new Attempts(state.attempts().failures() + 1, Optional.of(when)));
    }

    /** Stores a state in the place of what is there, which must work, and returns it as stored. */
    public static Stored stored(LoginStateRepository states, LoginStateKey key, LoginState next) {
        Optional<Revision> current = states.find(key).map(Stored::revision);
        assertThat(states.compareAndSet(key, current, next)).isTrue();
        return states.find(key).orElseThrow(() -> new AssertionError("acknowledged record is not there"));
    }

    /** What is remembered now. */
    public static LoginState current(LoginStateRepository states, LoginStateKey key) {
        return states.find(key).map(Stored::state).orElse(LoginState.NONE);
    }

    /** Changes a state as often as it takes to win. */
    public static void change(LoginStateRepository states, LoginStateKey key, UnaryOperator<LoginState> change) {
        changeIfWanted(states, key, state -> Optional.of(change.apply(state)));
    }

    /** Changes a state until more is known, as often as it takes to win. */
    public static Provisional changeProvisionally(
            LoginStateRepository states, LoginStateKey key, UnaryOperator<LoginState> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Stored> found = states.find(key);
            LoginState next = change.apply(found.map(Stored::state).orElse(LoginState.NONE));
            Optional<Provisional> made = states.compareAndSetProvisionally(key, found.map(Stored::revision), next);
            if (made.isPresent()) {
                return made.get();
            }
        }
        throw noneWon();
    }

    /** Changes a state as often as it takes to win; false when the change is not wanted of the state found. */
    public static boolean changeIfWanted(
            LoginStateRepository states, LoginStateKey key, Function<LoginState, Optional<LoginState>> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Stored> found = states.find(key);
            Optional<LoginState> next = change.apply(found.map(Stored::state).orElse(LoginState.NONE));
            if (next.isEmpty()) {
                return false;
            }
            if (states.compareAndSet(key, found.map(Stored::revision), next.get())) {
                return true;
            }
        }
        throw noneWon();
    }

    private static AssertionError noneWon() {
        return new AssertionError("no change of one state won in " + MOST_ATTEMPTS + " attempts");
    }
}

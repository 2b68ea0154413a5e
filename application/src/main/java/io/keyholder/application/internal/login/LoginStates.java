package io.keyholder.application.internal.login;

import io.keyholder.application.internal.change.Races;
import io.keyholder.application.internal.change.Races.Attempt;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Provisional;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes login states by compare-and-set, deciding anew on what another writer left. Thread-safe. */
public final class LoginStates {
    private final LoginStateRepository repository;

    public LoginStates(LoginStateRepository repository) {
        this.repository = repository;
    }

    /**
     * What a decision on a state came to.
     *
     * @param next the state to store; absent when it stays
     * @param answer the decision
     */
    public record Decided<T>(Optional<LoginState> next, T answer) {
        public static <T> Decided<T> changing(LoginState next, T answer) {
            return new Decided<>(Optional.of(next), answer);
        }

        public static <T> Decided<T> keeping(T answer) {
            return new Decided<>(Optional.empty(), answer);
        }
    }

    /** The state of this key; {@link LoginState#NONE} when nothing is remembered. */
    public LoginState current(LoginStateKey key) {
        return repository.find(key).map(Stored::state).orElse(LoginState.NONE);
    }

    /** The record of this key as stored. */
    public Optional<Stored> find(LoginStateKey key) {
        return repository.find(key);
    }

    /** Decides on the current state, and answers only when the change it asked for was made to that very state. */
    public <T> T decide(LoginStateKey key, Function<LoginState, Decided<T>> decision) {
        return decideFrom(repository.find(key), key, decision);
    }

    /**
     * The same, beginning with a record that was read just now. A decision that changes nothing may rest on that
     * record.
     */
    <T> T decideFrom(Optional<Stored> read, LoginStateKey key, Function<LoginState, Decided<T>> decision) {
        return decideFrom(read, key, decision, repository::compareAndSet);
    }

    /** The same with a change that is made until more is known. */
    <T> T decideProvisionally(
            Optional<Stored> read,
            LoginStateKey key,
            Function<LoginState, Decided<T>> decision,
            Consumer<Provisional> made) {
        return decideFrom(read, key, decision, (changed, expected, next) -> {
            Optional<Provisional> provisional = repository.compareAndSetProvisionally(changed, expected, next);
            provisional.ifPresent(made);
            return provisional.isPresent();
        });
    }

    /** How a change is made. */
    @FunctionalInterface
    private interface Change {
        boolean make(LoginStateKey key, Optional<Revision> expected, LoginState next);
    }

    private <T> T decideFrom(
            Optional<Stored> read, LoginStateKey key, Function<LoginState, Decided<T>> decision, Change change) {
        return Races.untilWon("login state", read, stored -> {
            Decided<T> decided = decision.apply(stored.map(Stored::state).orElse(LoginState.NONE));
            boolean isDone = decided.next().isEmpty()
                    || change.make(
                            key, stored.map(Stored::revision), decided.next().get());
            return isDone ? new Attempt.Done<>(decided.answer()) : new Attempt.Lost<>(repository.find(key));
        });
    }

    /** Changes the state. */
    public void change(LoginStateKey key, UnaryOperator<LoginState> change) {
        decide(key, state -> Decided.changing(change.apply(state), key));
    }
}

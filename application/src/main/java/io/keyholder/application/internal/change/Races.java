package io.keyholder.application.internal.change;

import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Repeats what lost a race against another writer. Each lost race means that another writer won, so all get through;
 * the bound is there for a store that breaks its contract. Stateless.
 */
public final class Races {
    private static final int MAX_ATTEMPTS = 10_000;

    private Races() {}

    /**
     * What one attempt came to.
     *
     * @param <S> what the next attempt begins with
     * @param <R> the result
     */
    public sealed interface Attempt<S, R> {
        /** It needs no other. */
        record Done<S, R>(R result) implements Attempt<S, R> {}

        /** Another writer was faster and left this. */
        record Lost<S, R>(S current) implements Attempt<S, R> {}
    }

    /**
     * The result of the first attempt that lost no race.
     *
     * @param what is changed, for the message
     * @param start what the first attempt begins with
     * @throws StoreUnavailableException when each of 10,000 attempts lost its race
     */
    public static <S, R> R untilWon(String what, S start, Function<S, Attempt<S, R>> attempt) {
        Attempt<S, R> last = Races.<Attempt<S, R>>repeat(
                new Attempt.Lost<>(start),
                made -> made instanceof Attempt.Lost,
                made -> made instanceof Attempt.Lost<S, R> lost ? attempt.apply(lost.current()) : made);
        if (last instanceof Attempt.Done<S, R> done) {
            return done.result();
        }
        throw new StoreUnavailableException(what + " could not be changed in " + MAX_ATTEMPTS + " attempts", null);
    }

    /** The first result that did not lose its race, or the last one that did. */
    public static <T> T repeat(T lost, Predicate<? super T> isLost, UnaryOperator<T> again) {
        T result = lost;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && isLost.test(result); attempt++) {
            result = again.apply(result);
        }
        return result;
    }
}

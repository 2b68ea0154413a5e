package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered about logging in: a small record beside each user, changed by compare-and-set only.
 *
 * <p>Implementations MUST be thread-safe, also against other instances over the same data, atomic, durable and current
 * as {@link UserRepository} describes, but that a power cut MAY take back a change that only counts on
 * ({@link LoginState#onlyCountsOn}); an acknowledged change MUST be seen by every later read of every instance, because
 * single use of codes and the count of guesses rest on it. A broken store throws a {@link StoreException}: a caller
 * must then refuse.
 */
public interface LoginStateRepository {
    /**
     * A record as stored.
     *
     * @param state what is remembered
     * @param revision to be named when replacing it; never used again once replaced
     */
    record Stored(LoginState state, Revision revision) {}

    /** The record of this key; absent when nothing is remembered. */
    Optional<Stored> find(LoginStateKey key);

    /**
     * Puts {@code next} in the place of the record at revision {@code expected}, or of none when that is absent.
     *
     * @return false, and nothing changed, when the record is at another revision, or exists though none was expected,
     *     or the other way round
     */
    boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next);

    /**
     * The same, until more is known: {@code next} MUST be seen by every later read of every instance, but the end of
     * this process MAY take it back before it is settled or another change was put in its place. So a guess can be
     * counted before it is judged without a write of its own. By default it is a change like any other.
     *
     * @return absent where {@link #compareAndSet} returns false
     */
    default Optional<Provisional> compareAndSetProvisionally(
            LoginStateKey key, Optional<Revision> expected, LoginState next) {
        return compareAndSet(key, expected, next) ? Optional.of(Provisional.SETTLED) : Optional.empty();
    }

    /** A change that was made until more is known. Thread-safe. */
    interface Provisional {
        /** One that was made for good at once. */
        Provisional SETTLED = new Provisional() {
            @Override
            public void settle() {}

            @Override
            public boolean takeBack() {
                return false;
            }
        };

        /**
         * Makes the change, and those that were put in its place meanwhile, as durable as by
         * {@link LoginStateRepository#compareAndSet}. Repeating it does nothing.
         */
        void settle();

        /**
         * Takes the change back, so that the record is as if it had never been, also its revision.
         *
         * @return false, and nothing changed, when it was settled or another change was put in its place, or where the
         *     store cannot do so
         */
        boolean takeBack();
    }

    /** Forgets the record of this key, because its user was purged. Absent is success. */
    void remove(LoginStateKey key);

    /**
     * Forgets records of unknown identifiers and of sources whose last wrong attempt was before {@code moment}, or that
     * have none, so that guessers cannot fill the store. Records of users MUST stay, and so MUST one that is changed
     * meanwhile and is no longer idle.
     *
     * @return how many were forgotten
     */
    long removeIdleSince(Instant moment);
}

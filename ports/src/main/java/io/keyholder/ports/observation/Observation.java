package io.keyholder.ports.observation;

import io.keyholder.domain.login.RefusalReason;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that the library did. It consists of constants and durations alone, so it can name neither a user nor a
 * secret. Immutable.
 */
public sealed interface Observation {
    /** How long it took. */
    Duration time();

    /**
     * An attempt to log in was judged.
     *
     * @param credential what was presented
     * @param outcome what became of it
     * @param reason what the one refused learned, which is {@link RefusalReason#WRONG_CREDENTIAL} for all that would
     *     help a guesser; absent unless the outcome is {@link LoginOutcome#REFUSED}
     * @param time from the request to its result, waiting included
     */
    record LoginJudged(
            PresentedCredential credential, LoginOutcome outcome, Optional<RefusalReason> reason, Duration time)
            implements Observation {}

    /**
     * A password was hashed, or checked against a hash.
     *
     * @param work which of the two
     * @param time of the work alone, without waiting
     */
    record PasswordHashed(HashWork work, Duration time) implements Observation {}

    /**
     * Work that costs as much as a hash got its turn, or did not.
     *
     * @param outcome which
     * @param time how long it waited
     */
    record HashingAdmitted(Admission outcome, Duration time) implements Observation {}

    /**
     * A port of the store was called.
     *
     * @param port which
     * @param outcome how the call ended
     * @param time from the call to its end
     */
    record StoreCalled(StorePort port, StoreOutcome outcome, Duration time) implements Observation {}

    /** What is presented at a login. */
    enum PresentedCredential {
        /** A password. */
        PASSWORD,
        /** A password and a code in one step. */
        PASSWORD_AND_CODE,
        /** A code after a right password. */
        CODE,
        /** A token that names its user. */
        TOKEN,
        /** The secret of an invitation. */
        INVITATION,
        /** A token or short code beside an identifier. */
        TOKEN_OF_USER,
        /** A code of a user who is logged in. */
        STEP_UP
    }

    /** What becomes of an attempt to log in. */
    enum LoginOutcome {
        /** The user is in. */
        ACCEPTED,
        /** A code is still to come. */
        CODE_NEEDED,
        /** No user is in. */
        REFUSED,
        /** Nothing was judged: too much is being hashed. */
        BUSY,
        /** Nothing was judged: the store or the cryptography failed. */
        FAILED
    }

    /** What a hasher does. */
    enum HashWork {
        /** A new hash. */
        HASH,
        /** A check against a stored hash, or the same work without one. */
        VERIFY
    }

    /** Whether work gets its turn. */
    enum Admission {
        /** Without waiting. */
        AT_ONCE,
        /** After waiting. */
        AFTER_WAITING,
        /** Never: the queue was full, or the wait took too long. */
        TURNED_AWAY
    }

    /** The ports of a store. */
    enum StorePort {
        USERS,
        LOGIN_STATES,
        INVITATIONS,
        USER_EVENTS,
        PUBLIC_KEYS
    }

    /** How a call of the store ends. */
    enum StoreOutcome {
        /** With a result; a conflict is one. */
        ANSWERED,
        /** With {@link io.keyholder.ports.persistence.StoreUnavailableException}. */
        UNAVAILABLE,
        /** With another exception. */
        FAILED
    }
}

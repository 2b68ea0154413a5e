package io.keyholder.domain.access;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.token.TokenScope;
import java.time.Instant;
import java.util.Optional;

/**
 * On whose authority something is done to users. Immutable. A host passes what a login gave for everything that a user
 * asked for, and {@link #host} only for what it does of its own accord.
 */
public sealed interface Actor {
    /**
     * The host application itself: may do everything, so it never stands for a user's wish. Made by {@link Actor#host}
     * or {@link Actor#hostEvenWithoutAdministrator}.
     *
     * @param lastAdministrator what happens when nobody would be left to administer
     */
    record Host(LastAdministrator lastAdministrator) implements Actor {}

    /**
     * A user who logged in, by what the login said of it. What the user may do is read anew for each act, so what was
     * revoked since then counts. A host that keeps sessions keeps this value in them.
     *
     * @param user who
     * @param strength how strongly it proved itself
     * @param scope what its login may be used for
     * @param until when its proof ends; absent when nothing limits it
     */
    record LoggedIn(UserId user, ProofStrength strength, TokenScope scope, Optional<Instant> until) implements Actor {}

    /** What becomes of an act that would leave nobody to administer. */
    enum LastAdministrator {
        /** It is refused. */
        KEPT,
        /** It is done, knowingly. */
        MAY_GO
    }

    /** The host's own authority, said explicitly. */
    static Actor host() {
        return new Host(LastAdministrator.KEPT);
    }

    /** The host's own authority for an act that may leave nobody to administer. */
    static Actor hostEvenWithoutAdministrator() {
        return new Host(LastAdministrator.MAY_GO);
    }

    /** The user, absent for the host. */
    default Optional<UserId> userId() {
        return this instanceof LoggedIn loggedIn ? Optional.of(loggedIn.user()) : Optional.empty();
    }
}

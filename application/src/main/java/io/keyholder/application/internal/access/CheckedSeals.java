package io.keyholder.application.internal.access;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiPredicate;

/**
 * Remembers which seals were found right, so that an actor who does many things is checked by an HMAC once for each
 * state of its user. What is remembered is of two objects that never change, the actor and the user as it was read: any
 * other actor and any user that was read anew is checked. It keeps neither of them alive. Thread-safe.
 */
final class CheckedSeals {
    private static final int MOST = 1024;

    private final BiPredicate<Actor.LoggedIn, User> check;
    private final AtomicReferenceArray<Optional<Right>> found = new AtomicReferenceArray<>(MOST);

    /** @param check whether an actor is sealed by a user; the same for the same two objects for ever */
    CheckedSeals(BiPredicate<Actor.LoggedIn, User> check) {
        this.check = check;
        for (int slot = 0; slot < MOST; slot++) {
            found.set(slot, Optional.empty());
        }
    }

    /** A seal that was found right. */
    private record Right(WeakReference<Actor.LoggedIn> actor, WeakReference<User> stored) {
        boolean isOf(Actor.LoggedIn other, User read) {
            return actor.refersTo(other) && stored.refersTo(read);
        }
    }

    /** Whether the actor is sealed by this user. */
    boolean areRight(Actor.LoggedIn actor, User stored) {
        int slot = Math.floorMod(System.identityHashCode(actor), MOST);
        if (found.get(slot).filter(right -> right.isOf(actor, stored)).isPresent()) {
            return true;
        }
        boolean isRight = check.test(actor, stored);
        if (isRight) {
            found.set(slot, Optional.of(new Right(new WeakReference<>(actor), new WeakReference<>(stored))));
        }
        return isRight;
    }
}

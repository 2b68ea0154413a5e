package io.keyholder.domain.access;

import java.util.Optional;

/**
 * Who may do what to users: a value that the host may replace. Asked for logged-in users only, never for the host's own
 * authority; whether the user is admitted and its proof still holds was checked before. Must be pure and thread-safe.
 */
@FunctionalInterface
public interface UserPolicy {
    /** Why this may not be done; absent when it may. */
    Optional<Refusal> judge(UserRequest request);

    /**
     * Whether {@link UserAction#LIST} opens lists, searches and counts only for the users that the actor may
     * {@link UserAction#READ}, each judged by itself. A count then reads the users that it counts. False unless a
     * policy chooses otherwise: who may list sees all.
     */
    default boolean judgesEachRow() {
        return false;
    }

    /**
     * The policy of a practice.
     *
     * <ul>
     *   <li>Everyone reads oneself and edits the harmless part of oneself: name, properties, automatic delegations,
     *       terms of use, contact with verification, the own password by the old one and, where it is on, by a login
     *       with the second factor, the own second factor and tokens; and adds the keys of the data owner it stands
     *       for, and rotates and revokes them by proving them, but vouches for none of them.
     *   <li>A healthcare professional (HCP or PHYSICIAN, decided with the attributes of {@link TargetAttributes})
     *       lists, creates, invites, modifies and deactivates others. To create or invite for a data owner that another
     *       user stands for, or that has keys, needs ADMIN.
     *   <li>Roles, permissions, status and secrets of others need ADMIN.
     *   <li>An act on another user needs at least the proof that the actor needs for the same act on itself. Creating,
     *       inviting and importing users, and changing identifiers, secrets, rights or keys, need the full proof: a
     *       login of unrestricted scope by password, with the second factor where the actor has one on. So nothing that
     *       a bounded login makes can do more than that login.
     *   <li>No user raises itself: not by roles and permissions of its own, nor by giving what it has not, nor through
     *       someone who has more, nor by a token wider than its own proof.
     * </ul>
     */
    static UserPolicy standard() {
        return new StandardUserPolicy();
    }
}

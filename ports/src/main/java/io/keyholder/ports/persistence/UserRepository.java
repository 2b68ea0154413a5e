package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import java.util.List;
import java.util.Optional;

/**
 * The users of one host.
 *
 * <p>What every implementation promises:
 *
 * <ul>
 *   <li>Thread-safe, also against other instances over the same data, in this process or another.
 *   <li>A stored user comes back equal to what was stored, but for its revision: nothing is lost, rounded or trimmed.
 *   <li><b>One namespace.</b> No two undeleted users share an {@link IdentifierKey}, under any race. A soft-deleted
 *       user holds none of its identifiers.
 *   <li><b>Atomic.</b> A write of one user happens wholly or not at all, also when the process dies in it.
 *   <li><b>Durable.</b> A write that was answered survives a killed process and, unless the host chose less by name, a
 *       power cut. A memory store is exempt.
 *   <li><b>Current.</b> A read sees every write that was answered before it began.
 *   <li>Nothing handed in or out is shared with the store.
 *   <li>A broken store throws a {@link StoreException}, cause kept; expected outcomes are results, never exceptions.
 * </ul>
 */
public interface UserRepository {
    /**
     * Stores a new user. MUST ignore the revision it carries and give it one.
     *
     * @return {@link CreateOutcome.IdTaken} before {@link CreateOutcome.IdentifierTaken} when both hold
     */
    CreateOutcome create(User user);

    /**
     * Stores many new users, each as {@link #create} does and atomic by itself; of two in the list that collide the
     * earlier wins. Meant for lists of hundreds: implementations SHOULD share the cost of durability.
     *
     * @return one outcome for each user, in the given order; MUST NOT answer before all that it reports as created is
     *     durable
     */
    List<CreateOutcome> createAll(List<User> users);

    /**
     * Replaces a stored user, provided it is still at {@code user.revision()}.
     *
     * @return {@link UpdateOutcome.Missing} before {@link UpdateOutcome.Stale} before
     *     {@link UpdateOutcome.IdentifierTaken} when several hold
     * @throws IllegalArgumentException when the user carries no revision
     */
    UpdateOutcome update(User user);

    /**
     * Brings what is stored of a user up to date with its login state, after a change of the password was demanded
     * there or the demand has ended. Needed where other software reads the user and not the login state; elsewhere it
     * does nothing. A user that does not exist is passed over.
     */
    default void refresh(UserId id) {}

    /**
     * The user of this id, soft-deleted or not; absent when there is none.
     *
     * @throws UnreadableUserException when what is stored of it cannot be read
     */
    Optional<User> findById(UserId id);

    /** The undeleted user that holds this identifier as login, email or mobile phone. */
    IdentifierLookup findByIdentifier(IdentifierKey key);

    /** Removes a user for good, provided it is still at this revision. Its id and identifiers are free afterwards. */
    PurgeOutcome purge(UserId id, Revision expected);

    /**
     * Up to {@code request.limit()} users, soft-deleted ones included, in ascending order of id, that come after
     * {@code request.after()}. Paging through to an empty page MUST show every user exactly once that exists
     * throughout, whatever else is written meanwhile, in memory bounded by the page.
     *
     * <p>A page MUST end before a user that cannot be read, and be short, so that what can be read is not withheld.
     *
     * @throws UnreadableUserException when the first user of the page cannot be read; the page after that user goes on
     */
    List<User> page(PageRequest request);

    /** How many users there are, soft-deleted ones included. */
    long count();

    /**
     * Up to {@code request.limit()} of the users that the filter {@linkplain UserFilter#matches finds}, in ascending
     * order of id, that come after {@code request.after()}: those, and only those, that reading all of {@link #page}
     * would find, in memory bounded by the page. An implementation MAY keep an index of
     * {@link io.keyholder.domain.search.SearchTerm}s; this one reads users until the page is full.
     */
    default List<User> search(UserFilter filter, PageRequest request) {
        return new UserScan(this).search(filter, request);
    }

    /** How many users the filter finds. An implementation MAY count in an index; this one reads all users. */
    default long count(UserFilter filter) {
        return new UserScan(this).count(filter);
    }
}

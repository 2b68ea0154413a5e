package io.keyholder.application.user;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The users of an application: creating, reading, finding, changing and removing them. Thread-safe.
 *
 * <p>Every method takes the acting user first and returns a refusal with its reason where the policy of the host
 * forbids the act. Every method throws {@link InvalidValueException} for a null argument and
 * {@link io.keyholder.ports.persistence.StoreException} when the store is broken.
 */
public interface Users {
    /**
     * Creates a user by the host's own authority, known by one identifier and a password: an email where it contains
     * {@code @}, a login otherwise.
     *
     * @param password the caller closes it
     */
    CreateResult create(String identifier, Password password);

    /**
     * Creates a user. One that stands for a data owner gets a first key pair: the public half is registered, the
     * private half is in the result and nowhere else. Data is sealed for it once its receipt is confirmed.
     *
     * <p>When the store fails on the way, it is unknown whether the user exists: {@link #find(Actor, UserId)} shows it.
     * If it does, it has no key of this attempt: {@link io.keyholder.application.key.KeyAdministration#create} makes
     * one.
     *
     * @throws InvalidValueException when a public key is given and no data owner to register it for
     * @throws io.keyholder.ports.failure.CryptoException when the cryptographic provider fails; nothing was stored then
     */
    CreateResult create(Actor actor, NewUser user);

    /** The user of this id, soft-deleted or not. Everyone may find itself. */
    FindResult find(Actor actor, UserId id);

    /**
     * The undeleted user known by this login, email or mobile phone. Text that can be none of them is held by no one.
     */
    FindResult find(Actor actor, String identifier);

    /**
     * Up to {@code request.limit()} users in ascending order of id, soft-deleted ones included; empty after the last.
     */
    Answer<List<User>> page(Actor actor, PageRequest request);

    /**
     * Shows every user to {@code action} in ascending order of id, soft-deleted ones included, in memory bounded by a
     * page. Users that come or go meanwhile may or may not be shown; all others are, once.
     *
     * @return how many were shown
     */
    Answer<Long> forEach(Actor actor, Consumer<? super User> action);

    /** How many users there are, soft-deleted ones included. */
    Answer<Long> count(Actor actor);

    /** How many users the filter finds. */
    Answer<Long> count(Actor actor, UserFilter filter);

    /**
     * Up to {@code request.limit()} users that the filter finds, in ascending order of id; empty after the last. A
     * filter that names ids or an identifier costs look-ups, any other reads all users.
     */
    Answer<List<User>> search(Actor actor, UserFilter filter, PageRequest request);

    /**
     * Replaces a user by a changed copy, provided no one changed it since that copy's original was read.
     *
     * @throws InvalidValueException when the user was never stored: it carries no revision
     */
    ModifyResult modify(Actor actor, User changed);

    /**
     * Changes a user, whatever it is at that moment; nothing is written when the change gives an equal user.
     *
     * @param change may be called several times, when others change the user too; has no effect but its result
     * @throws InvalidValueException when the change gives another id or a user it was not given
     */
    ModifyResult modify(Actor actor, UserId id, UnaryOperator<User> change);

    /**
     * Sets properties by their identifiers and leaves all others alone, so it commutes with what others set.
     *
     * @throws InvalidValueException when one would change the kind of value of the one it replaces
     */
    ModifyResult mergeProperties(Actor actor, UserId id, List<Property> properties);

    /** Sets with whom the user's client shares what it creates. */
    ModifyResult setAutoDelegations(Actor actor, UserId id, AutoDelegations delegations);

    /** Takes down that the user accepted the terms of use now. */
    ModifyResult acceptTermsOfUse(Actor actor, UserId id);

    /**
     * Sets when the user no longer gets in.
     *
     * @param end the first moment at which it does not; absent means never
     */
    ModifyResult setExpiration(Actor actor, UserId id, Optional<Instant> end);

    /**
     * Disables every active user whose expiration has come. They do not get in anyway; afterwards their status shows
     * it. Users that the actor may not disable are passed over.
     *
     * @return how many were disabled
     */
    Answer<Long> disableExpired(Actor actor);

    /** Lets a user in again that was disabled, and a registering one for the first time. */
    ModifyResult enable(Actor actor, UserId id);

    /** Shuts a user out until it is enabled. */
    ModifyResult disable(Actor actor, UserId id);

    /** Shuts a user out and frees its identifiers for others; everything else about it is kept. */
    ModifyResult softDelete(Actor actor, UserId id);

    /** Takes a soft deletion back, unless another user is known by one of the identifiers by now. */
    ModifyResult undelete(Actor actor, UserId id);

    /**
     * Removes a soft-deleted user for good. What belongs to its data owner stays: other users may stand for it, and its
     * public keys are needed to read who could open old data.
     */
    PurgeResult purge(Actor actor, UserId id);

    /**
     * Stores users as they are, whatever their credentials, tokens or status, in memory bounded by a batch of hundreds.
     * One that is refused never stops the rest. Revisions they carry are ignored.
     *
     * <p>The actor is judged again for each batch. When it loses the right on the way, the users that were reported are
     * stored and no others.
     *
     * @param source read to its end; when it throws, what was reported is stored and nothing else
     * @param report called once for each user, in the given order, when its outcome is durable
     * @return how many users were read
     */
    Answer<Long> importUsers(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report);

    /**
     * Reports what {@link #importUsers} would report, and stores nothing: which users would be stored and what would
     * keep them out, and whose id or identifier is taken, by a stored user or by an earlier one of the same source.
     * Remembers the ids and identifiers of the whole source.
     *
     * @param source read to its end
     * @param report called once for each user, in the given order
     * @return how many users were read
     */
    Answer<Long> previewImport(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report);

    /**
     * Forgets wrong attempts that no longer count, so that guessers do not fill the store: those for identifiers that
     * no one holds and those from sources. Answers how many records went. Worth calling once a day; changes no verdict.
     */
    long forgetIdleAttempts();
}

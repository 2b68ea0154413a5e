/**
 * The use cases of Keyholder, behind one facade: {@link io.keyholder.application.Keyholder}. This page is the manual.
 *
 * <h2>Purpose</h2>
 *
 * Gives an application its users: people and devices that log in, hold permissions and tokens, and alone hold the
 * private key to their data. Two promises decide every doubt:
 *
 * <ol>
 *   <li><b>Credentials never open data.</b> A password lets a user in; only the private key decrypts. It is handed over
 *       once, when the user is created, and stored nowhere on this side.
 *   <li><b>Nothing is lost.</b> Not an unknown member of a stored document, not an update in a race, not an
 *       acknowledged write.
 * </ol>
 *
 * <h2>Five lines</h2>
 *
 * <pre>{@code
 * try (Keyholder keyholder = Keyholder.open(H2Storage.at(directory), BouncyCastleCrypto.create())) {
 *     keyholder.users().create(Actor.host(), NewUser.of(LoginIdentifiers.email("ada@example.org"))
 *         .withPassword(password));
 *     LogInResult result = keyholder.logIn("Ada@Example.org", password);
 *     boolean in = result instanceof LogInResult.Accepted;
 * }
 * }</pre>
 *
 * <h2>Creating a user with a key</h2>
 *
 * A user that stands for a healthcare party, a patient or a device gets a first key pair. Its public half is registered
 * before the user exists; its private half comes with {@link io.keyholder.application.user.CreateResult.Created} in a
 * {@link io.keyholder.application.key.PrivateKeyHandover}, which gives it away exactly once, as an encrypted file or as
 * bytes. A client that made the pair itself passes the public half:
 * {@link io.keyholder.application.user.NewUser#withPublicKey}.
 *
 * <h2>Results and errors</h2>
 *
 * <ul>
 *   <li>What is to be expected (a wrong password, an identifier that is taken, a lost race) is a sealed result. A host
 *       that handles all cases of it has handled all there are.
 *   <li>A value that cannot be (a null, a key without an owner) throws
 *       {@link io.keyholder.domain.InvalidValueException}, which names it.
 *   <li>A broken store throws a {@link io.keyholder.ports.persistence.StoreException}, whose subtype names what helps;
 *       a broken provider of cryptography a {@link io.keyholder.ports.failure.CryptoException}. Both are
 *       {@link io.keyholder.ports.failure.KeyholderException}s; no message holds a secret.
 * </ul>
 *
 * <h2>Changing a user</h2>
 *
 * Users are values: a change makes a new one. {@link io.keyholder.application.user.Users#modify(Actor, User)
 * modify(actor, user)} stores it only if no one was faster, {@link io.keyholder.application.user.Users#modify(Actor,
 * UserId, java.util.function.UnaryOperator) modify(actor, id, change)} repeats the change on what the other wrote. Soft
 * deletion keeps everything and frees the identifiers; purging wants a soft deletion first and cannot be undone.
 *
 * <h2>Who may do what</h2>
 *
 * Whatever reads, creates or changes users takes an {@link io.keyholder.domain.access.Actor} first: the host of its own
 * accord, or a user who logged in ({@link io.keyholder.application.login.LogInResult.Accepted#actor}). A
 * {@link io.keyholder.domain.access.UserPolicy} judges what a user may do; a {@code Forbidden} result carries the
 * {@link io.keyholder.domain.access.Refusal}.
 *
 * <h2>Threads</h2>
 *
 * Every type here may be shared between threads. Nothing runs in the background: work is done on the caller's thread,
 * and hashing a password takes that thread a fraction of a second on purpose.
 *
 * <h2>What is not done</h2>
 *
 * No network protocol, no session, no patient data, no recovery of a lost private key.
 */
@NullMarked
package io.keyholder.application;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import org.jspecify.annotations.NullMarked;

package io.keyholder.domain.access;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.user.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credential that a login came from, bound to what is stored of it. Immutable.
 *
 * <p>The seal is an HMAC over all that an actor holds, under a key that only the stored hash of the credential gives.
 * So it ends with the credential: a new password, a revoked or replaced token, or another user of the same id makes
 * another seal. It cannot be forged or changed without reading the store, holds no secret, and a host may keep it
 * wherever it keeps sessions.
 *
 * @param token the name of the token; absent for a password
 * @param session the session, which can be ended by itself; absent for a token, which is revoked instead
 * @param loggedIn when the user logged in
 * @param seal 64 lower-case hexadecimal digits
 */
public record CredentialSeal(Optional<String> token, Optional<SessionId> session, Instant loggedIn, String seal) {
    /** The length of a seal in characters. */
    public static final int SEAL_LENGTH = 64;

    public CredentialSeal {
        Check.that(seal.length() == SEAL_LENGTH, "login seal", "does not have " + SEAL_LENGTH + " characters");
    }

    /** The proof of an actor by what is stored of its credential; absent when the credential is not stored. */
    static Optional<String> sealOf(User stored, Actor.LoggedIn actor) {
        return keyOf(stored, actor.credential().token()).map(key -> Digests.hmacSha256Hex(key, messageOf(actor)));
    }

    /** Whether the token of this name is usable; a password always is. */
    boolean isUsable(User stored, Instant now) {
        return token.flatMap(stored.tokens()::named)
                .map(named -> named.isUsableAt(now))
                .orElse(token.isEmpty());
    }

    /** Whether the credential is still the one that the actor logged in with. */
    boolean isSealOf(User stored, Actor.LoggedIn actor) {
        return sealOf(stored, actor)
                .filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(seal)))
                .isPresent();
    }

    private static Optional<String> keyOf(User stored, Optional<String> token) {
        Optional<String> secret = token.isPresent()
                ? token.flatMap(stored.tokens()::named)
                        .map(AuthenticationToken::hash)
                        .map(PasswordHash::encoded)
                        .map(hash -> "token " + hash)
                : stored.credentials().passwordHash().map(hash -> "password " + hash.encoded());
        return secret.map(found -> field(stored.lifecycle().created().toString()) + found);
    }

    private static String messageOf(Actor.LoggedIn actor) {
        CredentialSeal credential = actor.credential();
        return Stream.of(
                        actor.user().value(),
                        actor.strength().name(),
                        ActorText.scope(actor.scope()),
                        actor.until().map(Instant::toString).orElse(""),
                        credential.token.isPresent() ? "token" : "password",
                        credential.token.orElse(""),
                        credential.session.map(SessionId::value).orElse(""),
                        credential.loggedIn.toString())
                .map(CredentialSeal::field)
                .collect(Collectors.joining());
    }

    private static String field(String text) {
        return text.length() + ":" + text;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

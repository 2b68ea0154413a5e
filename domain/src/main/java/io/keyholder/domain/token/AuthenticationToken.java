package io.keyholder.domain.token;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A named token as it is stored: the hash of a value that was shown once, at creation. Immutable. Its name is its key
 * in {@link Tokens}.
 *
 * @param hash the hash of the value
 * @param created the start of its life
 * @param validity how long it lives
 * @param scope what it may be used for
 * @param revoked when it was revoked; absent while it was not
 * @param unknownMembers what its stored form said beyond this
 */
public record AuthenticationToken(
        PasswordHash hash,
        Instant created,
        TokenValidity validity,
        TokenScope scope,
        Optional<Instant> revoked,
        PreservedJson unknownMembers) {
    /** An unrestricted token. */
    public static AuthenticationToken of(PasswordHash hash, Instant created, TokenValidity validity) {
        return new AuthenticationToken(
                hash, created, validity, TokenScope.unrestricted(), Optional.empty(), PreservedJson.NONE);
    }

    /** Whether it lets its user in at {@code now}. A revoked token never does, whatever the time is. */
    public boolean isUsableAt(Instant now) {
        return revoked.isEmpty() && validity.covers(created, now);
    }

    /**
     * Whether it lets its user in at {@code now}, by a clock that may be behind the clock that dated the token by
     * {@code leeway}. The leeway never makes a token live longer.
     */
    public boolean isUsableAt(Instant now, Duration leeway) {
        return revoked.isEmpty() && validity.covers(created, now, leeway);
    }

    /** The same, revoked; the first revocation counts. */
    public AuthenticationToken revokedAt(Instant when) {
        return revoked.isPresent()
                ? this
                : new AuthenticationToken(hash, created, validity, scope, Optional.of(when), unknownMembers);
    }

    /** The same with another scope. */
    public AuthenticationToken withScope(TokenScope newScope) {
        return new AuthenticationToken(hash, created, validity, newScope, revoked, unknownMembers);
    }
}

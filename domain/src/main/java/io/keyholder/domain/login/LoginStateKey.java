package io.keyholder.domain.login;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;

/**
 * Whose attempts are counted: a known user's, those for an identifier that nobody holds, or those from one source.
 * Holds no personal data: all but user ids are hashed. Immutable.
 *
 * @param value a kind, a colon and 64 hex digits: fit for a document id on every store
 */
public record LoginStateKey(String value) {
    public LoginStateKey {
        Check.that(value.matches("(user|identifier|source):[0-9a-f]{64}"), "login state key", "has another form");
    }

    /** The attempts of a known user. */
    public static LoginStateKey of(UserId user) {
        return new LoginStateKey("user:" + Digests.sha256Hex(user.value()));
    }

    /** The attempts for an identifier that nobody holds, so that pauses do not tell who exists. */
    public static LoginStateKey ofUnknown(IdentifierKey identifier) {
        return new LoginStateKey("identifier:" + Digests.sha256Hex(identifier.value()));
    }

    /** The attempts from one source, such as a network address; the host decides what a source is. */
    public static LoginStateKey ofSource(String source) {
        return new LoginStateKey("source:" + Digests.sha256Hex(source));
    }

    /** Whether the record belongs to a known user, and so is never swept. */
    public boolean isOfUser() {
        return value.startsWith("user:");
    }

    @Override
    public String toString() {
        return value;
    }
}

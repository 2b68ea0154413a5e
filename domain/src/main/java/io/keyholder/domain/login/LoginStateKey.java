package io.keyholder.domain.login;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import io.keyholder.domain.internal.Text;
import java.util.List;
import java.util.Set;

/**
 * Whose attempts are counted. Guesses of strangers are counted for a known user, for an identifier that no user holds,
 * and for a source. Apart from these are counted: attempts from a device that the user marked, attempts from a source
 * that the user logged in from before, and attempts of the user when logged in. Holds no personal data: everything is
 * hashed. Immutable.
 *
 * @param value a kind, a colon and 64 hex digits: fit for a document id on every store
 */
public record LoginStateKey(String value) {
    /** The kinds that are about no user's record and so may be swept. In the order of keys all come before a user's. */
    public static final List<String> SWEPT_KINDS = List.of("device:", "identifier:", "known:", "self:", "source:");

    private static final Set<String> KINDS = Set.of("device:", "identifier:", "known:", "self:", "source:", "user:");

    private static final int DIGITS = 64;

    public LoginStateKey {
        int colon = value.indexOf(':');
        Check.that(
                KINDS.contains(value.substring(0, colon + 1)) && Text.isHex(value.substring(colon + 1), DIGITS),
                "login state key",
                "has another form");
    }

    /** The record of a known user, with the attempts of strangers. */
    public static LoginStateKey of(UserId user) {
        return new LoginStateKey("user:" + Digests.sha256Hex(user.value()));
    }

    /** The attempts for an identifier that no user holds, so that pauses do not show who exists. */
    public static LoginStateKey ofUnknown(IdentifierKey identifier) {
        return new LoginStateKey("identifier:" + Digests.sha256Hex(identifier.value()));
    }

    /** The attempts of strangers from one source, such as a network address; the host decides what a source is. */
    public static LoginStateKey ofSource(String source) {
        return new LoginStateKey("source:" + Digests.sha256Hex(source));
    }

    /** The attempts at a user from a device that it marked. */
    public static LoginStateKey ofDevice(UserId user, String device) {
        return new LoginStateKey("device:" + pair(user, device));
    }

    /** The attempts at a user from a source that it logged in from before. */
    public static LoginStateKey ofKnownSource(UserId user, String source) {
        return new LoginStateKey("known:" + pair(user, source));
    }

    /** The attempts of a user who is logged in. */
    public static LoginStateKey ofLoggedIn(UserId user) {
        return new LoginStateKey("self:" + Digests.sha256Hex(user.value()));
    }

    /** Whether the record belongs to a known user, and so is never swept. */
    public boolean isOfUser() {
        return value.startsWith("user:");
    }

    private static String pair(UserId user, String other) {
        return Digests.sha256Hex(Digests.sha256Hex(user.value()) + Digests.sha256Hex(other));
    }

    @Override
    public String toString() {
        return value;
    }
}

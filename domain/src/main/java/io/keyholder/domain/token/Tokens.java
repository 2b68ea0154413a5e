package io.keyholder.domain.token;

import io.keyholder.domain.internal.Check;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens of a user by name. Immutable.
 *
 * @param authentication hashed tokens
 * @param application legacy tokens in clear
 */
public record Tokens(Map<String, AuthenticationToken> authentication, Map<String, ApplicationToken> application) {
    /**
     * How many tokens of a user a value is compared with that does not say which it is, the newest first: the work must
     * not depend on how many there are. No one may have more by a use case; a store may hold more.
     */
    public static final int MOST_COMPARED = 100;

    /** No token. */
    public static final Tokens NONE = new Tokens(Map.of(), Map.of());

    public Tokens {
        authentication = Check.map(authentication);
        application = Check.map(application);
    }

    /** The hashed token of this name, absent when there is none. */
    public Optional<AuthenticationToken> named(String name) {
        return Optional.ofNullable(authentication.get(name));
    }

    /** The same with this token, in the place of one of the same name. */
    public Tokens with(String name, AuthenticationToken token) {
        Map<String, AuthenticationToken> changed = new LinkedHashMap<>(authentication);
        changed.put(name, token);
        return new Tokens(changed, application);
    }

    /** The same without the hashed token of this name. */
    public Tokens without(String name) {
        Map<String, AuthenticationToken> changed = new LinkedHashMap<>(authentication);
        changed.remove(name);
        return new Tokens(changed, application);
    }

    /** The same without the legacy token of this application. */
    public Tokens withoutApplication(String name) {
        Map<String, ApplicationToken> changed = new LinkedHashMap<>(application);
        changed.remove(name);
        return new Tokens(authentication, changed);
    }

    /** The same with every hashed token revoked that lives ten minutes at most, such as a short code. */
    public Tokens shortLivedRevokedAt(Instant when) {
        Map<String, AuthenticationToken> changed = new LinkedHashMap<>();
        authentication.forEach(
                (name, token) -> changed.put(name, token.validity().isShortLived() ? token.revokedAt(when) : token));
        return new Tokens(changed, application);
    }

    /** The same with every hashed token revoked and no legacy token left. */
    public Tokens allRevokedAt(Instant when) {
        Map<String, AuthenticationToken> changed = new LinkedHashMap<>();
        authentication.forEach((name, token) -> changed.put(name, token.revokedAt(when)));
        return new Tokens(changed, Map.of());
    }
}

package io.keyholder.application.internal.login;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last uses of tokens that this instance knows to be written down, so that a token in steady use costs its store
 * one write a minute and no read. Remembers the {@value #MOST} that were used last. Thread-safe.
 */
final class RecentTokenUses {
    /** How often the last use of a token is written at most. */
    static final Duration GRAIN = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private final Map<Key, Instant> uses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
            return size() > MOST;
        }
    };

    /** A token by its hash: one that is made anew under an old name is another. */
    private record Key(UserId user, PasswordHash hash) {}

    /** Whether a use at {@code now} needs no writing, because one less than {@link #GRAIN} before is written. */
    boolean coverUseOf(UserId user, AuthenticationToken token, Instant now) {
        synchronized (uses) {
            return covers(Optional.ofNullable(uses.get(new Key(user, token.hash()))), now);
        }
    }

    /** Remembers what is written down. */
    void written(UserId user, AuthenticationToken token, Instant lastUse) {
        synchronized (uses) {
            uses.put(new Key(user, token.hash()), lastUse);
        }
    }

    /** Whether a last use makes it needless to write down one at {@code now}. */
    static boolean covers(Optional<Instant> lastUse, Instant now) {
        return lastUse.filter(last -> last.plus(GRAIN).isAfter(now)).isPresent();
    }
}

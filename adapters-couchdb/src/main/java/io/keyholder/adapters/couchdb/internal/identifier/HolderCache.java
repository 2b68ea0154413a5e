package io.keyholder.adapters.couchdb.internal.identifier;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.recent.RecentlyUsed;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.util.Optional;

/**
 * Who held an identifier not long ago: where a look-up looks first. Only a hint, since it is the user's document that
 * shows who holds what. Forgets the least used, and everything after a while, so that after replicas were merged no
 * instance goes on naming another holder than CouchDB shows. Thread-safe.
 */
public final class HolderCache {
    public static final Duration REMEMBERED = Duration.ofMinutes(1);
    public static final int MOST = 10_000;

    private final Duration remembered;
    private final RecentlyUsed<IdentifierKey, Known> known = new RecentlyUsed<>(MOST);

    public HolderCache(Duration remembered) {
        this.remembered = remembered;
    }

    private record Known(Optional<UserId> holder, Deadline until) {}

    /** The user that held it. */
    public Optional<UserId> holder(IdentifierKey key) {
        return found(key).flatMap(Known::holder);
    }

    /** Whether no user held it. */
    public boolean isFree(IdentifierKey key) {
        return found(key).filter(found -> found.holder().isEmpty()).isPresent();
    }

    /** @param holder absent when no user holds it */
    public void remember(IdentifierKey key, Optional<UserId> holder) {
        known.put(key, new Known(holder, Deadline.after(remembered)));
    }

    private Optional<Known> found(IdentifierKey key) {
        Optional<Known> found = known.find(key);
        found.filter(holder -> holder.until().hasPassed()).ifPresent(ended -> known.forget(key, ended));
        return found.filter(holder -> !holder.until().hasPassed());
    }

    public void forget(IdentifierKey key) {
        known.forget(key);
    }

    public int size() {
        return known.size();
    }
}

package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.domain.user.User;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Users that were decoded before, by id. One counts only for the very row that it was decoded from: the row is read
 * each time, so what another process wrote is never missed. Those that were not asked for for longest make room. A full
 * heap at any line lets the cache hold less, never more. Thread-safe.
 */
final class DecodedUsers {
    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 64;

    private final long mostBytes;
    private final Map<String, Decoded> byId = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private long bytes;

    /** @param mostBytes how many bytes the documents of all users here have together at most */
    DecodedUsers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * A user, with the row that it is the meaning of.
     *
     * @param bytes the size of its document
     */
    private record Decoded(String revision, int checksum, User user, int bytes) {
        boolean isOf(StoredUser row) {
            return checksum == row.checksum() && revision.equals(row.revision()) && bytes == row.document().length;
        }
    }

    /**
     * The user of a row.
     *
     * @throws io.keyholder.ports.persistence.StoreCorruptException naming the id when the row is not what was written
     */
    User of(StoredUser row) {
        return found(row).orElseGet(() -> keep(row, row.toUser()));
    }

    private synchronized Optional<User> found(StoredUser row) {
        return Optional.ofNullable(byId.get(row.idText()))
                .filter(decoded -> decoded.isOf(row) && row.isIntact())
                .map(Decoded::user);
    }

    private synchronized User keep(StoredUser row, User user) {
        Decoded decoded = new Decoded(row.revision(), row.checksum(), user, row.document().length);
        Decoded before = byId.remove(row.idText());
        bytes -= before == null ? 0 : before.bytes();
        bytes += decoded.bytes();
        byId.put(row.idText(), decoded);
        Iterator<Decoded> oldest = byId.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
        if (byId.isEmpty()) {
            bytes = 0;
        }
        return user;
    }
}

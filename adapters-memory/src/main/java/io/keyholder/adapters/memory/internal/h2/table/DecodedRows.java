package io.keyholder.adapters.memory.internal.h2.table;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rows were decoded to before, by id. It counts only for the very row that it was decoded from: the row is read
 * each time, so what another process wrote is never missed. What was not asked for for longest makes room. A full heap
 * at any line lets the cache hold less, never more. Thread-safe.
 *
 * @param <R> the rows
 * @param <T> what a row means; immutable
 */
final class DecodedRows<R extends DocumentRow, T> {
    private static final float LOAD_FACTOR = 0.75f;
    private static final int INITIAL_CAPACITY = 64;

    private final long mostBytes;
    private final Function<R, T> decoding;
    private final Map<String, Decoded<T>> byId = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private long bytes;

    /**
     * @param mostBytes how many bytes the documents of all rows here have together at most
     * @param decoding the meaning of a row; throws when the row is not what was written
     */
    DecodedRows(long mostBytes, Function<R, T> decoding) {
        this.mostBytes = mostBytes;
        this.decoding = decoding;
    }

    /**
     * The meaning of a row, and by what that row is known again.
     *
     * @param bytes the size of its document
     */
    private record Decoded<T>(String revision, int checksum, T meaning, int bytes) {
        boolean isOf(DocumentRow row) {
            return checksum == row.checksum() && revision.equals(row.revisionText()) && bytes == row.document().length;
        }
    }

    /** The meaning of a row; throws what decoding it throws. */
    T of(R row) {
        return found(row).orElseGet(() -> keep(row, decoding.apply(row)));
    }

    /** What the row of this id meant at a revision, where that is known without reading it. */
    synchronized Optional<T> known(String id, String revision) {
        return Optional.ofNullable(byId.get(id))
                .filter(decoded -> decoded.revision().equals(revision))
                .map(Decoded::meaning);
    }

    private synchronized Optional<T> found(R row) {
        return Optional.ofNullable(byId.get(row.idText()))
                .filter(decoded -> decoded.isOf(row) && row.isIntact())
                .map(Decoded::meaning);
    }

    /** Keeps the meaning of a row that was just written, or decoded, and returns it. */
    synchronized T keep(R row, T meaning) {
        Decoded<T> decoded = new Decoded<>(row.revisionText(), row.checksum(), meaning, row.document().length);
        Decoded<T> before = byId.remove(row.idText());
        bytes -= before == null ? 0 : before.bytes();
        bytes += decoded.bytes();
        byId.put(row.idText(), decoded);
        Iterator<Decoded<T>> oldest = byId.values().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
        if (byId.isEmpty()) {
            bytes = 0;
        }
        return meaning;
    }
}

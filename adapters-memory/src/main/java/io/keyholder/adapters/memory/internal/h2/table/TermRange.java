package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.domain.search.SearchTerm;
import java.util.Arrays;

/**
 * The rows of {@code keyholder.user_terms} that hold a searched term: those from {@code from} on and before {@code to}.
 * Never leaves this package.
 *
 * @param isWhole whether every row in the range holds the term, which is not sure of one that is longer than what is
 *     stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TermRange(byte[] from, byte[] to, boolean isWhole) {
    private static final byte AFTER_UTF_8 = (byte) 0xff;
    private static final byte FIRST = 0;

    /** Where users that hold the term are found. */
    static TermRange of(SearchTerm term) {
        byte[] stored = StoredTerm.of(term).bytes();
        byte end = term.kind() == SearchTerm.Kind.WORD ? AFTER_UTF_8 : FIRST;
        return new TermRange(stored, append(stored, end), stored.length < StoredTerm.MAX_BYTES);
    }

    /** The longest term is the rarest, as far as a length shows. */
    int length() {
        return from.length;
    }

    private static byte[] append(byte[] bytes, byte last) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = last;
        return longer;
    }
}

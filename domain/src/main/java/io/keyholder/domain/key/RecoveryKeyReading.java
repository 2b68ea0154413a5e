package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import java.util.List;

/** What became of reading a recovery key that a person typed or scanned. */
public sealed interface RecoveryKeyReading {
    /**
     * The text is a whole key; the caller closes it. What it opens, if anything, is not known yet.
     *
     * @param key without a typo in it, as far as its form can tell
     */
    record Read(RecoveryKey key) implements RecoveryKeyReading {}

    /**
     * These groups do not fit their check letters, or hold a letter too few, too many, or of no such alphabet.
     *
     * @param groups counted from 1 in the order they were typed; in iCure's form, which has no groups, of four letters
     *     each
     */
    record Mistyped(List<Integer> groups) implements RecoveryKeyReading {
        public Mistyped {
            groups = Check.list(groups);
        }
    }

    /**
     * Each group fits its check letter, and the whole does not fit its own: more than one letter is wrong, it is not
     * known where.
     */
    record Inconsistent() implements RecoveryKeyReading {}

    /**
     * The text has another length than a key has.
     *
     * @param letters how many there are
     */
    record WrongLength(int letters) implements RecoveryKeyReading {}
}

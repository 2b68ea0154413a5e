package io.keyholder.application.recovery;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.key.EncryptionKeyPair;
import java.util.Optional;
import java.util.Set;

/** What became of joining key shares. */
public sealed interface JoinResult extends Outcome<JoinResult.Joined> {
    /**
     * The private key is here, and belongs to the public one.
     *
     * @param pair the caller closes it
     */
    record Joined(EncryptionKeyPair pair) implements JoinResult {}

    /**
     * More shares are needed.
     *
     * @param given how many there are
     * @param threshold how many it takes; 0 when none was given, so that none carries it
     */
    record TooFew(int given, int threshold) implements JoinResult {}

    /**
     * The shares are not all of one set: of other keys, or of another splitting of the same.
     *
     * @param setIds all that were given
     */
    record Foreign(Set<String> setIds) implements JoinResult {
        public Foreign {
            setIds = Set.copyOf(setIds);
        }
    }

    /**
     * The same share was given more than once, or two shares claim one number.
     *
     * @param numbers of those shares
     */
    record Duplicate(Set<Integer> numbers) implements JoinResult {
        public Duplicate {
            numbers = Set.copyOf(numbers);
        }
    }

    /**
     * What came out is not the private key: someone handed in a share that is not the one he was given. Which, cannot
     * be told; other shares may do without his.
     *
     * @param numbers of the shares that were used
     */
    record NotTheKey(Set<Integer> numbers) implements JoinResult {
        public NotTheKey {
            numbers = Set.copyOf(numbers);
        }
    }

    @Override
    default Optional<Joined> success() {
        return this instanceof Joined joined ? Optional.of(joined) : Optional.empty();
    }
}

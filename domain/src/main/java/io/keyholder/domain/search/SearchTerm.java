package io.keyholder.domain.search;

import io.keyholder.domain.user.User;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One thing that a user is found by, as an index of a store has it. Immutable; without content in {@code toString},
 * because it is personal data.
 *
 * @param kind what it is
 * @param text exactly, or for a word the folded word
 */
public record SearchTerm(Kind kind, String text) {
    /** Raised when users hold other terms than before, so that a store makes its index anew. */
    public static final int VERSION = 1;

    /** What a term is. */
    public enum Kind {
        /** A folded word of {@link SearchWords}, which is found by its beginnings. */
        WORD,
        /** Whom a user stands for. */
        DATA_OWNER,
        /** Where a user belongs. */
        GROUP,
        /** The status of a user that is not soft-deleted. */
        STATUS,
        /** The value of a business identifier. */
        IDENTIFIER
    }

    /** All that a user is found by. */
    public static Set<SearchTerm> heldBy(User user) {
        Set<SearchTerm> terms = new LinkedHashSet<>();
        SearchWords.heldBy(user).forEach(word -> terms.add(new SearchTerm(Kind.WORD, word)));
        Stream.of(
                        user.dataOwner().healthcareParty(),
                        user.dataOwner().patient(),
                        user.dataOwner().device())
                .flatMap(Optional::stream)
                .forEach(owner -> terms.add(new SearchTerm(Kind.DATA_OWNER, owner.value())));
        user.profile().group().ifPresent(group -> terms.add(new SearchTerm(Kind.GROUP, group.value())));
        user.profile().externalIdentifiers().stream()
                .flatMap(identifier -> identifier.value().stream())
                .forEach(value -> terms.add(new SearchTerm(Kind.IDENTIFIER, value)));
        user.lifecycle()
                .status()
                .filter(status -> !user.isDeleted())
                .ifPresent(status -> terms.add(new SearchTerm(Kind.STATUS, status.name())));
        return terms;
    }

    @Override
    public String toString() {
        return "SearchTerm[" + kind + "]";
    }
}

package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.user.User;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A term as {@code keyholder.user_terms} has it: a letter for its kind and its text in UTF-8, cut to
 * {@value #MAX_BYTES} bytes. Compared by content; never leaves this package.
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look into it
record StoredTerm(byte[] bytes) {
    static final int MAX_BYTES = 256;

    static StoredTerm of(SearchTerm term) {
        byte[] text = (letter(term.kind()) + term.text()).getBytes(UTF_8);
        return new StoredTerm(text.length > MAX_BYTES ? Arrays.copyOf(text, MAX_BYTES) : text);
    }

    /** All that a user is found by. */
    static Set<StoredTerm> heldBy(User user) {
        Set<StoredTerm> terms = new LinkedHashSet<>();
        SearchTerm.heldBy(user).forEach(term -> terms.add(of(term)));
        return terms;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredTerm term && Arrays.equals(bytes, term.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "StoredTerm[hidden]";
    }

    private static char letter(SearchTerm.Kind kind) {
        return switch (kind) {
            case WORD -> 'w';
            case DATA_OWNER -> 'o';
            case GROUP -> 'g';
            case STATUS -> 's';
            case IDENTIFIER -> 'i';
        };
    }
}

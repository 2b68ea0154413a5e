package io.keyholder.adapters.couchdb.internal.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.domain.search.SearchWords;

/**
 * How our view folds letters beyond ASCII: those of Latin scripts and their marks, which mean the same wherever they
 * stand, in a table that the domain's own folding fills. The view leaves texts with any other character to Java.
 */
final class SearchFolds {
    private static final char FIRST = '\u0080';
    private static final char LAST_LETTER = '\u024f';
    private static final char FIRST_MARK = '\u0300';
    private static final char LAST_MARK = '\u033f';

    private SearchFolds() {}

    /** A JSON object: each character with what it becomes, a blank where it ends a word. */
    static String table() {
        ObjectNode table = Replies.newObject();
        for (char unit = FIRST; unit <= LAST_MARK; unit++) {
            if (unit <= LAST_LETTER || unit >= FIRST_MARK) {
                table.put(String.valueOf(unit), folded(unit));
            }
        }
        return Replies.text(table);
    }

    /** What becomes of it between two letters. */
    private static String folded(char unit) {
        String around = String.join(" ", SearchWords.of("a" + unit + "b").words());
        return around.substring(1, around.length() - 1);
    }
}

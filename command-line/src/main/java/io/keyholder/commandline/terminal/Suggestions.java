package io.keyholder.commandline.terminal;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the words that a mistyped one was meant to be. */
public final class Suggestions {
    private static final int LEAST_ERRORS = 2;
    private static final int LETTERS_PER_ERROR = 3;

    private Suggestions() {}

    /**
     * The candidates that differ from what was typed in two letters or in one of three, in their order.
     *
     * @param typed as typed, with a value behind an equals sign or without
     */
    public static List<String> of(String typed, Collection<String> candidates) {
        String word = typed.replaceFirst("=.*", "");
        int mostErrors = Math.max(LEAST_ERRORS, word.length() / LETTERS_PER_ERROR);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= mostErrors)
                .toList();
    }

    /** The least number of letters to insert, remove or replace (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}

package io.keyholder.documents.internal.json;

import java.util.BitSet;

/**
 * Follows the brackets and strings of one JSON object or array, byte by byte, to find its end without understanding it.
 * Not thread-safe.
 */
public final class JsonNesting {
    private static final int MAX_DEPTH = 16 * 1024 * 1024;

    /** Which of the open brackets are those of objects, by depth. */
    private final BitSet objects = new BitSet();

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean broken;
    private int lastSignificant;

    /** Takes the next byte of UTF-8. */
    public void accept(int next) {
        if (inString) {
            acceptInString(next);
        } else if (next > ' ') {
            acceptOutside(next);
            lastSignificant = next;
        }
    }

    /** Whether the last bracket was closed. */
    public boolean isComplete() {
        return depth == 0 && !broken;
    }

    /** Whether the next byte belongs to a string. */
    public boolean isInString() {
        return inString;
    }

    /** Whether no continuation can make it JSON: a wrong bracket, or a line break in a string. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether the grammar of JSON has a place for a value here. */
    public boolean mayTakeValue() {
        return !inString
                && (lastSignificant == ':'
                        || lastSignificant == '['
                        || (lastSignificant == ',' && depth > 0 && !objects.get(depth - 1)));
    }

    private void acceptInString(int next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inString = false;
        }
        broken |= next == '\n';
    }

    private void acceptOutside(int next) {
        switch (next) {
            case '"' -> inString = true;
            case '{', '[' -> open(next == '{');
            case '}', ']' -> close(next == '}');
            default -> {}
        }
    }

    private void open(boolean object) {
        broken |= depth == MAX_DEPTH;
        objects.set(depth++, object);
    }

    private void close(boolean object) {
        broken |= depth == 0 || objects.get(depth - 1) != object;
        depth = Math.max(depth - 1, 0);
    }
}

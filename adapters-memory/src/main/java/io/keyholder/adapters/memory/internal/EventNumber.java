package io.keyholder.adapters.memory.internal;

import java.util.Locale;

/** Numbers of events as positions: digits of one length, so that text sorts as numbers do. */
public final class EventNumber {
    private EventNumber() {}

    public static String toPosition(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }

    /** The number of a position; less than all for a position that no event has. */
    public static long ofPosition(String position) {
        return position.matches("[0-9]{19}") ? Long.parseLong(position) : Long.MIN_VALUE;
    }
}

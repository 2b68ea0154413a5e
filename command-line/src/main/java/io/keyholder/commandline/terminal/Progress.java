package io.keyholder.commandline.terminal;

import java.util.Locale;

/**
 * How far a long work is, on standard error: a bar with rate and remaining time that is drawn again and again on a
 * terminal, one line every {@value #STEP} things elsewhere. Not thread-safe.
 */
public final class Progress {
    private static final long STEP = 5_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_BETWEEN_DRAWINGS = NANOS_PER_SECOND / 5;
    private static final int BAR_WIDTH = 20;

    private final Terminal terminal;
    private final String what;
    private final long total;
    private final long begin;
    private long count;
    private long work;
    private long lastDrawing;

    private Progress(Terminal terminal, String what, long total) {
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.begin = terminal.nanoTime();
        this.lastDrawing = begin;
    }

    /**
     * Work whose amount is known.
     *
     * @param what is counted, in the plural
     * @param total the amount of all work, in any unit
     */
    public static Progress of(Terminal terminal, String what, long total) {
        return new Progress(terminal, what, total);
    }

    /** Adds things that are done, each of them one unit of work. */
    public void add(long more) {
        add(more, more);
    }

    /**
     * Adds things that are done.
     *
     * @param moreWork how much of the total they are
     */
    public void add(long more, long moreWork) {
        long before = count;
        count += more;
        work += moreWork;
        if (terminal.canRedraw()) {
            draw();
        } else if (count / STEP > before / STEP) {
            terminal.note(count + " " + what + pace());
        }
    }

    /** How many are done. */
    public long count() {
        return count;
    }

    private void draw() {
        long now = terminal.nanoTime();
        if (now - lastDrawing >= NANOS_BETWEEN_DRAWINGS) {
            lastDrawing = now;
            terminal.showStatus(bar() + count + " " + what + pace());
        }
    }

    private String bar() {
        if (total <= 0) {
            return "";
        }
        double share = Math.min(1, (double) work / total);
        int filled = (int) (share * BAR_WIDTH);
        return String.format(
                Locale.ROOT, "[%s%s] %3d %% ", "#".repeat(filled), "-".repeat(BAR_WIDTH - filled), (int) (share * 100));
    }

    /** Rate and remaining time; empty before any time has passed. */
    private String pace() {
        long elapsed = terminal.nanoTime() - begin;
        if (elapsed < NANOS_BETWEEN_DRAWINGS) {
            return "";
        }
        double seconds = (double) elapsed / NANOS_PER_SECOND;
        String rate = String.format(Locale.ROOT, ", %.0f/s", count / seconds);
        if (work <= 0 || work >= total) {
            return rate;
        }
        long left = (long) Math.ceil(seconds * (total - work) / work);
        return rate + ", " + inWords(left) + " left";
    }

    private static String inWords(long seconds) {
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}

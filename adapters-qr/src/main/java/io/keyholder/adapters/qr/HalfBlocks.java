package io.keyholder.adapters.qr;

/** A way to draw two rows of squares in one line of text: letters are twice as high as wide. */
enum HalfBlocks {
    /** Black ink on a white ground, both set by number: those that terminals let users redefine are not used. */
    BLACK_ON_WHITE(true, "\u001b[38;5;16;48;5;231m", "\u001b[0m"),
    /** Ink on the dark squares. */
    DARK_INK(true, "", ""),
    /** Ink on the light squares. */
    LIGHT_INK(false, "", "");

    private static final String[] BLOCKS = {" ", "▀", "▄", "█"};

    private final boolean inkIsDark;
    private final String before;
    private final String after;

    HalfBlocks(boolean inkIsDark, String before, String after) {
        this.inkIsDark = inkIsDark;
        this.before = before;
        this.after = after;
    }

    String draw(Modules modules) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < modules.size(); row += 2) {
            text.append(before);
            for (int column = 0; column < modules.size(); column++) {
                text.append(block(modules, column, row));
            }
            text.append(after).append('\n');
        }
        return text.toString();
    }

    private String block(Modules modules, int column, int row) {
        int upper = modules.isDark(column, row) == inkIsDark ? 1 : 0;
        int lower = modules.isDark(column, row + 1) == inkIsDark ? 2 : 0;
        return BLOCKS[upper + lower];
    }
}

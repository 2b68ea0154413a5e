package io.keyholder.adapters.qr;

import com.google.zxing.qrcode.encoder.ByteMatrix;

/** The squares of a code with the quiet zone around them. Never changed once made, and so thread-safe. */
final class Modules {
    /** What the standard asks for (ISO/IEC 18004 section 9.1). */
    private static final int QUIET_ZONE = 4;

    private final ByteMatrix matrix;

    Modules(ByteMatrix matrix) {
        this.matrix = matrix;
    }

    /** The side, the quiet zone included. */
    int size() {
        return matrix.getWidth() + 2 * QUIET_ZONE;
    }

    /** Whether a square is dark; all outside are light. */
    boolean isDark(int column, int row) {
        int x = column - QUIET_ZONE;
        int y = row - QUIET_ZONE;
        return x >= 0 && y >= 0 && x < matrix.getWidth() && y < matrix.getHeight() && matrix.get(x, y) == 1;
    }
}

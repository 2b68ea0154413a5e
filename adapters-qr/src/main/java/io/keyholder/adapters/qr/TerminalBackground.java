package io.keyholder.adapters.qr;

/** What a terminal draws its letters on. */
public enum TerminalBackground {
    /** Light letters on a dark ground. */
    DARK,
    /** Dark letters on a light ground. */
    LIGHT
}

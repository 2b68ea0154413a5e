package io.keyholder.domain.login;

/** How strongly a user proved itself at login. A token never counts as a second factor. */
public enum ProofStrength {
    /** A token that lives longer than ten minutes. */
    LONG_LIVED_TOKEN,
    /** A token that lives ten minutes at most. */
    SHORT_LIVED_TOKEN,
    /** The password. */
    PASSWORD,
    /** The password and a code. */
    TWO_FACTORS;

    /** Whether this is at least as strong as what a host asks for. */
    public boolean isAtLeast(ProofStrength wanted) {
        return compareTo(wanted) >= 0;
    }
}

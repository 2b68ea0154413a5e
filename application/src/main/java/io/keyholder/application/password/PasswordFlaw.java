package io.keyholder.application.password;

/** What is wrong with a new password. */
public enum PasswordFlaw {
    /** It has fewer characters than the rules ask for. */
    TOO_SHORT,
    /** It has more characters than the rules allow. */
    TOO_LONG,
    /** It is one that everybody tries first. */
    COMMON,
    /** It contains the user's own login, email address, phone number or name. */
    CONTAINS_IDENTIFIER
}

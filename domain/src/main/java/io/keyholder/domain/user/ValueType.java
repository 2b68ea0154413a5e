package io.keyholder.domain.user;

/** The kinds of value a property may have (FORMATS section 2). */
public enum ValueType {
    BOOLEAN,
    INTEGER,
    DOUBLE,
    STRING,
    DATE,
    /** Long text. */
    CLOB,
    /** JSON as text. */
    JSON
}

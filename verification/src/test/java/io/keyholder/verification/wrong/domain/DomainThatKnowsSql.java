package io.keyholder.verification.wrong.domain;

/** Deliberately wrong: uses a platform module beside java.base. */
public final class DomainThatKnowsSql {
    public java.sql.Connection connection(java.sql.Connection same) {
        return same;
    }
}

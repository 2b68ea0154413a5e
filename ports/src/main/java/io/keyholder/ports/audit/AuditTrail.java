package io.keyholder.ports.audit;

/**
 * Takes down what happened. Implementations MUST be thread-safe, MUST NOT throw for a reason of their own (an audit
 * trail that fails must not decide who gets in), and SHOULD be fast: they are called within a login.
 */
@FunctionalInterface
public interface AuditTrail {
    /** Takes nothing down. */
    AuditTrail NONE = event -> {};

    /** Takes one event down. */
    void record(AuditEvent event);
}

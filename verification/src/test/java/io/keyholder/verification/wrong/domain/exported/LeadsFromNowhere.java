package io.keyholder.verification.wrong.domain.exported;

/** A public type that nothing shows. */
public final class LeadsFromNowhere {
    private LeadsFromNowhere() {}
}

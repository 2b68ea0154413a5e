package io.keyholder.application;

import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.audit.AuditTrail;

/**
 * Takes down what happens to keys, by their fingerprints.
 *
 * @param trail where it goes
 */
record KeyAudit(AuditTrail trail, Now now) {
    void note(DataOwnerId owner, Fingerprint fingerprint, KeyChange change) {
        trail.record(new AuditEvent.KeyChanged(now.get(), owner, fingerprint.sha256(), change));
    }
}

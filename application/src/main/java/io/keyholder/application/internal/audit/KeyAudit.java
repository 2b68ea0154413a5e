package io.keyholder.application.internal.audit;

import io.keyholder.application.internal.Now;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.audit.AuditTrail;

/**
 * Takes down what happens to keys, by their fingerprints.
 *
 * @param trail where it goes
 */
public record KeyAudit(AuditTrail trail, Now now) {
    public void note(DataOwnerId owner, Fingerprint fingerprint, KeyChange change) {
        trail.record(new AuditEvent.KeyChanged(now.get(), owner, fingerprint.sha256(), change));
    }
}

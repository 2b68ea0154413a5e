package io.keyholder.application.internal.audit;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Public keys whose every change is taken down in the audit trail, after it was stored, by any actor. What changed is
 * told by reading the key before and after. Thread-safe.
 */
final class AuditedKeys implements PublicKeyDirectory {
    private final PublicKeyDirectory keys;
    private final KeyAudit audit;

    AuditedKeys(PublicKeyDirectory keys, KeyAudit audit) {
        this.keys = keys;
        this.audit = audit;
    }

    @Override
    public void register(RegisteredKey key) {
        noting(key.owner(), key.publicKey().fingerprint(), () -> {
            keys.register(key);
            return key;
        });
    }

    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
        noting(key.owner(), key.publicKey().fingerprint(), () -> {
            keys.registerInitial(key, word);
            return key;
        });
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        noting(owner, fingerprint, () -> {
            keys.withdraw(owner, fingerprint);
            return owner;
        });
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return keys.keysOf(owner);
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return noting(owner, fingerprint, () -> keys.vouch(owner, fingerprint, word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return noting(owner, fingerprint, () -> keys.revoke(owner, fingerprint, moment));
    }

    @Override
    public List<RegisteredKey> find(String fingerprint) {
        return keys.find(fingerprint);
    }

    private <T> T noting(DataOwnerId owner, Fingerprint fingerprint, Supplier<T> change) {
        Optional<RegisteredKey> before = key(owner, fingerprint);
        T result = change.get();
        Optional<RegisteredKey> after = key(owner, fingerprint);
        if (before.isEmpty() && after.isPresent()) {
            audit.note(owner, fingerprint, KeyChange.REGISTERED);
        }
        if (before.isPresent() && after.isEmpty()) {
            audit.note(owner, fingerprint, KeyChange.WITHDRAWN);
        }
        if (before.flatMap(RegisteredKey::vouch).isEmpty()
                && after.flatMap(RegisteredKey::vouch).isPresent()) {
            audit.note(owner, fingerprint, KeyChange.VOUCHED);
        }
        if (before.flatMap(RegisteredKey::revoked).isEmpty()
                && after.flatMap(RegisteredKey::revoked).isPresent()) {
            audit.note(owner, fingerprint, KeyChange.REVOKED);
        }
        return result;
    }

    private Optional<RegisteredKey> key(DataOwnerId owner, Fingerprint fingerprint) {
        return keys.keysOf(owner).stream()
                .filter(key -> key.publicKey().fingerprint().equals(fingerprint))
                .findFirst();
    }
}

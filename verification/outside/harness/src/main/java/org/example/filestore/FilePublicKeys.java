package org.example.filestore;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The public keys of the file. */
record FilePublicKeys(Journal journal) implements PublicKeyDirectory {
    @Override
    public void register(RegisteredKey key) {
        journal.write(state -> state.keys.containsKey(nameOf(key))
                ? Journal.Answer.of(false)
                : Journal.Answer.of(true, State.key(key)));
    }

    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
        journal.write(state -> {
            RegisteredKey known = state.keys.getOrDefault(nameOf(key), key);
            boolean isFirst = state.keys.values().stream()
                    .filter(other -> other.owner().equals(key.owner()))
                    .noneMatch(other -> other.vouch().isPresent());
            RegisteredKey next = isFirst ? known.vouchedFor(word) : known;
            return next.equals(state.keys.get(nameOf(key)))
                    ? Journal.Answer.of(false)
                    : Journal.Answer.of(true, State.key(next));
        });
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        journal.write(state -> Journal.Answer.of(true, State.noKey(owner, fingerprint)));
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return journal.read(state -> state.keys.values().stream()
                .filter(key -> key.owner().equals(owner))
                .sorted(Comparator.comparing(RegisteredKey::registered)
                        .thenComparing(key -> key.publicKey().fingerprint().sha256()))
                .toList());
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return change(owner, fingerprint, key -> key.vouchedFor(word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return change(owner, fingerprint, key -> key.revokedAt(moment));
    }

    @Override
    public List<RegisteredKey> find(String fingerprint) {
        return journal.read(state -> state.keys.values().stream()
                .filter(key -> key.publicKey().fingerprint().matches(fingerprint))
                .toList());
    }

    private Optional<RegisteredKey> change(
            DataOwnerId owner, Fingerprint fingerprint, UnaryOperator<RegisteredKey> change) {
        return journal.write(state -> {
            Optional<RegisteredKey> known =
                    Optional.ofNullable(state.keys.get(State.nameOf(owner, fingerprint))).map(change);
            return known.isEmpty()
                    ? Journal.Answer.of(known)
                    : Journal.Answer.of(known, State.key(known.get()));
        });
    }

    private static String nameOf(RegisteredKey key) {
        return State.nameOf(key.owner(), key.publicKey().fingerprint());
    }
}

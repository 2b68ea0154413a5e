package io.keyholder.adapters.couchdb;

import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.DataOwnerId;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public keys, one document each, so that two replicas that register keys of one owner never conflict. */
final class CouchDbPublicKeyDirectory implements PublicKeyDirectory {
    private static final String PREFIX = "keyholder;public-key;";
    private static final String KIND = "public-key";
    private static final int PAGE = 1_000;
    private static final Comparator<RegisteredKey> FIRST_REGISTERED_FIRST = Comparator.comparing(
                    RegisteredKey::registered)
            .thenComparing(key -> key.publicKey().fingerprint().sha256());

    private final Database database;

    CouchDbPublicKeyDirectory(Database database) {
        this.database = database;
    }

    @Override
    public void register(RegisteredKey key) {
        Instant registered = key.registered();
        Map<String, String> members = Map.of(
                "owner",
                key.owner().value(),
                "padding",
                key.publicKey().padding().name(),
                "publicKey",
                key.publicKey().hex(),
                "registeredSecond",
                Long.toString(registered.getEpochSecond()),
                "registeredNano",
                Integer.toString(registered.getNano()));
        String id = prefix(key.owner()) + key.publicKey().fingerprint().sha256();
        database.put(OwnDocument.draft(id, Optional.empty(), KIND, members), database.deadline());
    }

    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        Deadline deadline = database.deadline();
        String id = prefix(owner) + fingerprint.sha256();
        database.get(id, deadline).ifPresent(stored -> database.delete(id, stored.revision(), deadline));
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        Deadline deadline = database.deadline();
        List<RegisteredKey> keys = new ArrayList<>();
        String after = prefix(owner);
        List<Document> page;
        do {
            page = database.withPrefix(prefix(owner), after, PAGE, deadline);
            page.forEach(document -> keys.add(read(owner, document)));
            after = page.isEmpty() ? after : page.get(page.size() - 1).id() + "0";
        } while (page.size() == PAGE);
        keys.sort(FIRST_REGISTERED_FIRST);
        return List.copyOf(keys);
    }

    private static RegisteredKey read(DataOwnerId owner, Document document) {
        Map<String, String> members = Documents.strings(document.json());
        try {
            EncryptionPublicKey publicKey = EncryptionPublicKey.ofSpki(
                    HexFormat.of().parseHex(text(members, "publicKey")), KeyPadding.valueOf(text(members, "padding")));
            boolean isWhatWasRegistered = text(members, "owner").equals(owner.value())
                    && document.id().endsWith(publicKey.fingerprint().sha256());
            if (isWhatWasRegistered) {
                return new RegisteredKey(
                        owner,
                        publicKey,
                        Instant.ofEpochSecond(
                                Long.parseLong(text(members, "registeredSecond")),
                                Long.parseLong(text(members, "registeredNano"))));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new StoreCorruptException("the public key " + document.id() + " is unreadable", unreadable);
        }
        throw new StoreCorruptException("the public key " + document.id() + " is not what was registered", null);
    }

    private static String text(Map<String, String> members, String name) {
        String text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException("a public key lacks its " + name);
        }
        return text;
    }

    private static String prefix(DataOwnerId owner) {
        return PREFIX + Digest.of(owner.value()) + ";";
    }
}

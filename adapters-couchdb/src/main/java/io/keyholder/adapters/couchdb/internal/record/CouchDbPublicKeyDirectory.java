package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.database.Views;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The public keys: each registration, each word for a key and each revocation a document that is written once and never
 * changed. So two replicas that register, vouch and revoke never lose one of it, a revocation least of all. Beside
 * them, for each owner, a claim names the first key.
 */
public final class CouchDbPublicKeyDirectory implements PublicKeyDirectory {
    private static final int PAGE = 999;
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{22}|[0-9a-f]{32}|[0-9a-f]{64}");
    private static final Comparator<RegisteredKey> FIRST_REGISTERED_FIRST = Comparator.comparing(
                    RegisteredKey::registered)
            .thenComparing(key -> key.publicKey().fingerprint().sha256());

    private final Database database;
    private final String designId;

    public CouchDbPublicKeyDirectory(Database database, String designId) {
        this.database = database;
        this.designId = designId;
    }

    @Override
    public void register(RegisteredKey key) {
        record(PublicKeyDocuments.registration(key), database.deadline());
    }

    @Override
    public void registerInitial(RegisteredKey key, Endorsement word) {
        Deadline deadline = database.deadline();
        record(PublicKeyDocuments.registration(key), deadline);
        Fingerprint fingerprint = key.publicKey().fingerprint();
        boolean isFirst = keysOf(key.owner(), deadline).stream()
                .noneMatch(known -> known.vouch().isPresent());
        if (isFirst && claims(key.owner(), fingerprint, deadline)) {
            record(PublicKeyDocuments.word(key.owner(), fingerprint, word), deadline);
        }
    }

    /** The registration goes first: what is left when this is interrupted means nothing by itself. */
    @Override
    public void withdraw(DataOwnerId owner, Fingerprint fingerprint) {
        Deadline deadline = database.deadline();
        database.getAll(PublicKeyDocuments.ids(PublicKeyDocuments.id(owner, fingerprint)), deadline)
                .forEach(document -> database.delete(document.id(), document.revision(), deadline));
        database.get(PublicKeyDocuments.claimId(owner), deadline)
                .filter(claim -> PublicKeyDocuments.claimant(claim).equals(fingerprint.sha256()))
                .ifPresent(claim -> database.delete(claim.id(), claim.revision(), deadline));
    }

    @Override
    public List<RegisteredKey> keysOf(DataOwnerId owner) {
        return keysOf(owner, database.deadline());
    }

    @Override
    public Optional<RegisteredKey> vouch(DataOwnerId owner, Fingerprint fingerprint, Endorsement word) {
        return changed(
                owner, fingerprint, key -> key.vouch().isPresent(), PublicKeyDocuments.word(owner, fingerprint, word));
    }

    @Override
    public Optional<RegisteredKey> revoke(DataOwnerId owner, Fingerprint fingerprint, Instant moment) {
        return changed(
                owner,
                fingerprint,
                key -> key.revoked().isPresent(),
                PublicKeyDocuments.revocation(owner, fingerprint, moment));
    }

    /** The view shows whose keys to look at, not what they are. */
    @Override
    public List<RegisteredKey> find(String fingerprint) {
        Deadline deadline = database.deadline();
        String digits = fingerprint.toLowerCase(Locale.ROOT);
        if (!FINGERPRINT.matcher(digits).matches()) {
            return List.of();
        }
        String query = "?include_docs=true&key=" + Views.key(digits);
        return Documents.ofRows(database.views().rows(designId, DesignDocument.PUBLIC_KEYS, query, deadline)).stream()
                .map(PublicKeyDocuments::owner)
                .distinct()
                .flatMap(owner -> keysOf(owner, deadline).stream())
                .filter(key -> key.publicKey().fingerprint().matches(digits))
                .toList();
    }

    /**
     * Whether a key is its owner's first: an owner has one claim, which names a key. One that names a key which is not
     * registered was left behind, and the writer that replaces it, at the revision that it read, has it. A claim of its
     * own is written anew, too, for another may have read it before the key was registered.
     */
    private boolean claims(DataOwnerId owner, Fingerprint fingerprint, Deadline deadline) {
        while (true) {
            deadline.require();
            Versions claims = database.versions(PublicKeyDocuments.claimId(owner), deadline);
            boolean isTaken = claims.live().stream()
                    .map(PublicKeyDocuments::claimant)
                    .anyMatch(named -> !named.equals(fingerprint.sha256()) && isRegistered(owner, named, deadline));
            if (isTaken) {
                return false;
            }
            PendingDocument own =
                    PublicKeyDocuments.claim(owner, fingerprint, claims.shown().map(Document::revision));
            if (database.replaceAll(own, claims, deadline) instanceof WriteOutcome.Written) {
                return true;
            }
        }
    }

    /**
     * Stores what is written once. What another writer stored counts only when a majority keeps it, whatever that
     * writer does next.
     */
    private void record(PendingDocument draft, Deadline deadline) {
        boolean isRecorded;
        do {
            deadline.require();
            isRecorded = database.put(draft, deadline) instanceof WriteOutcome.Written
                    || isKept(database.versions(draft.id(), deadline), deadline);
        } while (!isRecorded);
    }

    private boolean isKept(Versions found, Deadline deadline) {
        return found.shown()
                .filter(stored -> !database.hasCopies()
                        || database.replaceAll(OwnDocument.unchanged(stored), found, deadline)
                                instanceof WriteOutcome.Written)
                .isPresent();
    }

    private boolean isRegistered(DataOwnerId owner, String sha256, Deadline deadline) {
        return keysOf(owner, deadline).stream()
                .anyMatch(key -> key.publicKey().fingerprint().sha256().equals(sha256));
    }

    private Optional<RegisteredKey> changed(
            DataOwnerId owner, Fingerprint fingerprint, Predicate<RegisteredKey> isDone, PendingDocument draft) {
        Deadline deadline = database.deadline();
        Optional<RegisteredKey> key = key(owner, fingerprint, deadline);
        if (key.isEmpty() || isDone.test(key.get())) {
            return key;
        }
        record(draft, deadline);
        return key(owner, fingerprint, deadline);
    }

    private Optional<RegisteredKey> key(DataOwnerId owner, Fingerprint fingerprint, Deadline deadline) {
        List<String> ids = PublicKeyDocuments.ids(PublicKeyDocuments.id(owner, fingerprint));
        return PublicKeyDocuments.read(owner, database.getAll(ids, deadline)).stream()
                .findFirst();
    }

    /**
     * What is listed may be late on a cluster, so it shows only which documents to read: a revocation is never
     * overlooked.
     */
    private List<RegisteredKey> keysOf(DataOwnerId owner, Deadline deadline) {
        List<String> ids = documents(PublicKeyDocuments.prefix(owner), deadline).stream()
                .map(PublicKeyDocuments::registrationId)
                .distinct()
                .flatMap(id -> PublicKeyDocuments.ids(id).stream())
                .toList();
        List<RegisteredKey> keys = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + PAGE));
            keys.addAll(PublicKeyDocuments.read(owner, database.getAll(some, deadline)));
        }
        keys.sort(FIRST_REGISTERED_FIRST);
        return List.copyOf(keys);
    }

    private List<Document> documents(String prefix, Deadline deadline) {
        List<Document> documents = new ArrayList<>();
        String after = prefix;
        List<Document> page;
        do {
            page = database.withPrefix(prefix, after, PAGE, deadline);
            documents.addAll(page);
            after = page.isEmpty() ? after : PublicKeyDocuments.successorOf(page.get(page.size() - 1));
        } while (page.size() == PAGE);
        return documents;
    }
}

package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered about logging in: one document a key, its state as text, so that no server respells it. */
public final class CouchDbLoginStateRepository implements LoginStateRepository {
    /** What the ids of all login states begin with. */
    static final String PREFIX = "keyholder;login-state;";

    private static final String KIND = "login-state";
    private static final String STATE = "state";
    private static final int SWEEP_SIZE = 1_000;

    private final Database database;
    private final RecordConflictResolver records;
    private final SeenRevisions seen;

    public CouchDbLoginStateRepository(Database database, RecordConflictResolver records) {
        this.database = database;
        this.records = records;
        this.seen = new SeenRevisions(database);
    }

    @Override
    public Optional<Stored> find(LoginStateKey key) {
        return records.current(id(key), database.deadline())
                .map(seen::noted)
                .map(document -> new Stored(state(document), new Revision(document.revision())));
    }

    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        Deadline deadline = database.deadline();
        boolean isKnown = expected.stream()
                .allMatch(revision ->
                        OwnDocument.isRevision(revision) && seen.isKnown(id(key), revision.value(), deadline));
        if (!isKnown) {
            return false;
        }
        PendingDocument draft = draft(id(key), expected.map(Revision::value), next);
        return database.replace(draft, draft.base().stream().toList(), deadline) instanceof Written;
    }

    @Override
    public void remove(LoginStateKey key) {
        Deadline deadline = database.deadline();
        Optional<Document> stored = database.get(id(key), deadline);
        while (stored.isPresent()) {
            deadline.require();
            database.delete(stored.get().id(), stored.get().revision(), deadline);
            stored = database.get(id(key), deadline);
        }
    }

    /** Each thousand records have a deadline of their own. */
    @Override
    public long removeIdleSince(Instant moment) {
        return LoginStateKey.SWEPT_KINDS.stream()
                .mapToLong(kind -> sweep(PREFIX + kind, moment))
                .sum();
    }

    private long sweep(String prefix, Instant moment) {
        long removed = 0;
        String after = prefix;
        List<Document> records;
        do {
            Deadline deadline = database.deadline();
            records = database.withPrefix(prefix, after, SWEEP_SIZE, deadline);
            List<Document> idle = records.stream()
                    .filter(document -> isIdle(state(document), moment))
                    .toList();
            removed += database.deleteAll(idle, deadline);
            after = records.isEmpty() ? after : records.get(records.size() - 1).id() + "0";
        } while (records.size() == SWEEP_SIZE);
        return removed;
    }

    private static boolean isIdle(LoginState state, Instant moment) {
        return state.attempts().last().map(last -> last.isBefore(moment)).orElse(true);
    }

    /** The document to be stored for a state. */
    public static PendingDocument draft(String id, Optional<String> base, LoginState state) {
        return OwnDocument.draft(id, base, KIND, Map.of(STATE, LoginStateDocuments.write(state)));
    }

    /** The state that a document holds. */
    public static LoginState state(Document document) {
        return OwnDocument.read(document, KIND, STATE, "login state", LoginStateDocuments::read);
    }

    /** The id of a key's document. */
    static String id(LoginStateKey key) {
        return PREFIX + key.value();
    }
}

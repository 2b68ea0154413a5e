package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is remembered about logging in, in the table {@code keyholder.login_states}. */
public final class H2LoginStateRepository implements LoginStateRepository {
    /** So many records are looked at in one transaction, so that a sweep never holds up logins for long. */
    private static final int SWEEP_SIZE = 1_000;

    /** So many bytes of documents stay decoded: some ten thousand records. */
    private static final long DECODED_BYTES = 4L << 20;

    private final H2Database database;
    private final DecodedRows<ChecksummedRow, LoginState> decoded =
            new DecodedRows<>(DECODED_BYTES, row -> row.content("login state", LoginStateDocuments::read));

    public H2LoginStateRepository(H2Database database) {
        this.database = database;
    }

    @Override
    public Optional<Stored> find(LoginStateKey key) {
        return database.read(session -> LoginStateTable.find(session, key))
                .map(row -> new Stored(decoded.of(row), row.revision()));
    }

    /** What only counts on is not forced to the disk: that would cost a login more than all else but its hash. */
    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        Optional<LoginState> before = at(key, expected);
        if (before.isEmpty()) {
            return false;
        }
        byte[] document = LoginStateDocuments.writeUtf8(next);
        WriteTransaction.Work<Optional<ChecksummedRow>> work =
                transaction -> set(transaction, key, expected, next, document);
        Optional<ChecksummedRow> written =
                next.onlyCountsOn(before.get()) ? database.writeUnforced(work) : database.write(work);
        written.ifPresent(row -> decoded.keep(row, next));
        return written.isPresent();
    }

    /** What was remembered at a revision, none being no revision; absent when it is known not to be there any more. */
    private Optional<LoginState> at(LoginStateKey key, Optional<Revision> expected) {
        return expected.isEmpty()
                ? Optional.of(LoginState.NONE)
                : expected.flatMap(revision -> decoded.known(key.value(), revision.value()))
                        .or(() -> find(key)
                                .filter(stored -> expected.equals(Optional.of(stored.revision())))
                                .map(Stored::state));
    }

    /** The row that was written; absent when another write was quicker. */
    private static Optional<ChecksummedRow> set(
            WriteTransaction transaction,
            LoginStateKey key,
            Optional<Revision> expected,
            LoginState next,
            byte[] document)
            throws SQLException {
        if (!LoginStateTable.revisionOf(transaction.session(), key).equals(expected)) {
            return Optional.empty();
        }
        ChecksummedRow row = ChecksummedRow.of(key.value(), transaction.nextRevision(), document);
        LoginStateTable.put(transaction, row, next);
        return Optional.of(row);
    }

    @Override
    public void remove(LoginStateKey key) {
        database.write(transaction -> {
            LoginStateTable.delete(transaction, key.value());
            return key;
        });
    }

    @Override
    public long removeIdleSince(Instant moment) {
        long removed = 0;
        Swept swept = new Swept(0, Optional.of(LoginStateTable.BEFORE_ALL));
        while (swept.last().isPresent()) {
            String after = swept.last().get();
            swept = database.write(transaction -> sweep(transaction, after, moment));
            removed += swept.removed();
        }
        return removed;
    }

    /**
     * What a part of a sweep came to.
     *
     * @param removed how many records it forgot
     * @param last the last key it looked at; absent when there is none after it
     */
    private record Swept(int removed, Optional<String> last) {}

    private static Swept sweep(WriteTransaction transaction, String after, Instant moment) throws SQLException {
        List<LoginStateTable.LastAttempt> attempts =
                LoginStateTable.sweepable(transaction.session(), after, SWEEP_SIZE);
        int removed = 0;
        for (LoginStateTable.LastAttempt attempt : attempts) {
            if (attempt.isBefore(moment)) {
                LoginStateTable.delete(transaction, attempt.key());
                removed++;
            }
        }
        return new Swept(
                removed,
                attempts.size() < SWEEP_SIZE
                        ? Optional.empty()
                        : Optional.of(attempts.get(attempts.size() - 1).key()));
    }
}

package io.keyholder.application;

import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Stores users in batches, which share the cost of durability, in memory bounded by one batch. Thread-safe. */
final class UserImport {
    static final int BATCH_SIZE = 500;

    private final UserRepository users;

    UserImport(UserRepository users) {
        this.users = users;
    }

    void run(Iterator<User> source, Consumer<? super ImportOutcome> report) {
        while (source.hasNext()) {
            store(nextBatch(source), report);
        }
    }

    private static List<User> nextBatch(Iterator<User> source) {
        List<User> batch = new ArrayList<>(BATCH_SIZE);
        while (batch.size() < BATCH_SIZE && source.hasNext()) {
            batch.add(source.next());
        }
        return batch;
    }

    private void store(List<User> batch, Consumer<? super ImportOutcome> report) {
        List<CreateOutcome> outcomes = users.createAll(batch);
        for (int index = 0; index < batch.size(); index++) {
            report.accept(outcome(batch.get(index), outcomes.get(index)));
        }
    }

    private static ImportOutcome outcome(User user, CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new ImportOutcome.Imported(created.user());
        }
        return outcome instanceof CreateOutcome.IdentifierTaken taken
                ? new ImportOutcome.IdentifierTaken(user.id(), taken.key())
                : new ImportOutcome.IdTaken(user.id());
    }
}

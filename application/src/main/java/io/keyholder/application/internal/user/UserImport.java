package io.keyholder.application.internal.user;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.login.LoginObstacles;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Stores users in batches, which share the cost of durability, in memory bounded by one batch. Thread-safe. */
public final class UserImport {
    static final int BATCH_SIZE = 500;

    private final UserRepository users;
    private final UserAccess access;
    private final LoginObstacles obstacles;

    public UserImport(UserRepository users, UserAccess access, LoginObstacles obstacles) {
        this.obstacles = obstacles;
        this.users = users;
        this.access = access;
    }

    public Answer<Long> run(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report) {
        Optional<Refusal> refusal = access.refusal(actor, UserAction.IMPORT);
        long read = 0;
        while (refusal.isEmpty() && source.hasNext()) {
            List<User> batch = nextBatch(source);
            refusal = access.refusal(actor, UserAction.IMPORT);
            if (refusal.isEmpty()) {
                store(batch, report);
                read += batch.size();
            }
        }
        return refusal.isPresent() ? new Answer.Forbidden<>(refusal.get()) : new Answer.Allowed<>(read);
    }

    /** The same without storing anything. */
    public Answer<Long> preview(Actor actor, Iterator<User> source, Consumer<? super ImportOutcome> report) {
        return access.refusal(actor, UserAction.IMPORT)
                .<Answer<Long>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(new ImportPreview(users).run(source, outcome(report))));
    }

    private BiConsumer<User, CreateOutcome> outcome(Consumer<? super ImportOutcome> report) {
        return (user, outcome) -> report.accept(outcome(user, outcome));
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

    private ImportOutcome outcome(User user, CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            return new ImportOutcome.Imported(created.user(), obstacles.of(created.user()));
        }
        return outcome instanceof CreateOutcome.IdentifierTaken taken
                ? new ImportOutcome.IdentifierTaken(user.id(), taken.key())
                : new ImportOutcome.IdTaken(user.id());
    }
}

package io.keyholder.application.internal.user;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.UserRepository;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What storing users would come to, without storing any. For one source; not thread-safe. */
final class ImportPreview {
    private final UserRepository users;
    private final Set<UserId> ids = new HashSet<>();
    private final Set<IdentifierKey> keys = new HashSet<>();

    ImportPreview(UserRepository users) {
        this.users = users;
    }

    long run(Iterator<User> source, BiConsumer<User, CreateOutcome> report) {
        long read = 0;
        while (source.hasNext()) {
            User user = source.next();
            report.accept(user, outcome(user));
            read++;
        }
        return read;
    }

    private CreateOutcome outcome(User user) {
        if (ids.contains(user.id()) || users.findById(user.id()).isPresent()) {
            return new CreateOutcome.IdTaken();
        }
        Set<IdentifierKey> held =
                user.isDeleted() ? Set.of() : user.identifiers().keys();
        Optional<IdentifierKey> taken =
                held.stream().filter(key -> keys.contains(key) || isTaken(key)).findFirst();
        if (taken.isPresent()) {
            return new CreateOutcome.IdentifierTaken(taken.get());
        }
        ids.add(user.id());
        keys.addAll(held);
        return new CreateOutcome.Created(user);
    }

    private boolean isTaken(IdentifierKey key) {
        return !(users.findByIdentifier(key) instanceof IdentifierLookup.Nobody);
    }
}

package org.example.filestore;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users of the file. */
record FileUsers(Journal journal) implements UserRepository {
    @Override
    public CreateOutcome create(User user) {
        return journal.write(state -> {
            Optional<CreateOutcome> refusal = refusal(state, user);
            return refusal.isPresent() ? Journal.Answer.of(refusal.get()) : created(state, user);
        });
    }

    private static Journal.Answer<CreateOutcome> created(State state, User user) {
        String number = state.number(1);
        List<String> records = new ArrayList<>(List.of(State.user(user, number)));
        note(state, records, user.id(), Set.of(UserEvent.Kind.CREATED));
        return new Journal.Answer<>(new CreateOutcome.Created(user.withRevision(new Revision(number))), records);
    }

    /** One after the other, so that each sees those before it. */
    @Override
    public List<CreateOutcome> createAll(List<User> users) {
        return users.stream().map(this::create).toList();
    }

    @Override
    public UpdateOutcome update(User user) {
        Revision expected = user.revision().orElseThrow(() -> new IllegalArgumentException("the user has no revision"));
        return journal.write(state -> {
            User current = state.users.get(user.id());
            if (current == null) {
                return Journal.Answer.of(new UpdateOutcome.Missing());
            }
            if (!isAt(current, expected)) {
                return Journal.Answer.of(new UpdateOutcome.Stale(current));
            }
            Optional<IdentifierKey> taken = takenKey(state, user);
            return taken.isPresent()
                    ? Journal.Answer.of(new UpdateOutcome.IdentifierTaken(taken.get()))
                    : updated(state, current, user);
        });
    }

    private static Journal.Answer<UpdateOutcome> updated(State state, User current, User user) {
        String number = state.number(1);
        List<String> records = new ArrayList<>(List.of(State.user(user, number)));
        note(state, records, user.id(), UserEvent.kindsBetween(current, user));
        return new Journal.Answer<>(new UpdateOutcome.Updated(user.withRevision(new Revision(number))), records);
    }

    @Override
    public Optional<User> findById(UserId id) {
        return journal.read(state -> Optional.ofNullable(state.users.get(id)));
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return journal.read(state -> {
            UserId holder = state.holders.get(key);
            return holder == null
                    ? new IdentifierLookup.Nobody()
                    : new IdentifierLookup.Found(state.users.get(holder));
        });
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return journal.write(state -> {
            User current = state.users.get(id);
            if (current == null) {
                return Journal.Answer.of(new PurgeOutcome.Missing());
            }
            if (!isAt(current, expected)) {
                return Journal.Answer.of(new PurgeOutcome.Stale());
            }
            List<String> records = new ArrayList<>(List.of(State.noUser(id)));
            note(state, records, id, Set.of(UserEvent.Kind.PURGED));
            return new Journal.Answer<>(new PurgeOutcome.Purged(), records);
        });
    }

    @Override
    public List<User> page(PageRequest request) {
        return journal.read(
                state -> request.after().map(last -> state.users.tailMap(last, false)).orElse(state.users).values()
                        .stream()
                        .limit(request.limit())
                        .toList());
    }

    @Override
    public long count() {
        return journal.read(state -> (long) state.users.size());
    }

    private static void note(State state, List<String> records, UserId user, Set<UserEvent.Kind> kinds) {
        if (state.isRecording && !kinds.isEmpty()) {
            records.add(State.event(state.number(2), user, kinds));
        }
    }

    private static Optional<CreateOutcome> refusal(State state, User user) {
        return state.users.containsKey(user.id())
                ? Optional.of(new CreateOutcome.IdTaken())
                : takenKey(state, user).map(CreateOutcome.IdentifierTaken::new);
    }

    private static Optional<IdentifierKey> takenKey(State state, User user) {
        return user.isDeleted()
                ? Optional.empty()
                : user.identifiers().keys().stream()
                        .filter(key -> state.holders.containsKey(key)
                                && !state.holders.get(key).equals(user.id()))
                        .findFirst();
    }

    private static boolean isAt(User user, Revision expected) {
        return user.revision().equals(Optional.of(expected));
    }
}

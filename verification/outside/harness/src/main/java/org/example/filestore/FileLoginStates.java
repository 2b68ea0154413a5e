package org.example.filestore;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The login states of the file. */
record FileLoginStates(Journal journal) implements LoginStateRepository {
    @Override
    public Optional<Stored> find(LoginStateKey key) {
        return journal.read(state -> Optional.ofNullable(state.loginStates.get(key.value())));
    }

    @Override
    public boolean compareAndSet(LoginStateKey key, Optional<Revision> expected, LoginState next) {
        return journal.write(state -> {
            Optional<Stored> current = Optional.ofNullable(state.loginStates.get(key.value()));
            return current.map(Stored::revision).equals(expected)
                    ? Journal.Answer.of(true, State.loginState(key.value(), state.number(1), next))
                    : Journal.Answer.of(false);
        });
    }

    @Override
    public void remove(LoginStateKey key) {
        journal.write(state -> Journal.Answer.of(true, State.noLoginState(key.value())));
    }

    @Override
    public long removeIdleSince(Instant moment) {
        return journal.write(state -> {
            List<String> idle = state.loginStates.entrySet().stream()
                    .filter(entry -> !entry.getKey().startsWith("user:") && isIdle(entry.getValue(), moment))
                    .map(Map.Entry::getKey)
                    .map(State::noLoginState)
                    .toList();
            return new Journal.Answer<>((long) idle.size(), idle);
        });
    }

    private static boolean isIdle(Stored stored, Instant moment) {
        return stored.state().attempts().last().filter(last -> !last.isBefore(moment)).isEmpty();
    }
}

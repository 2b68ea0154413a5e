package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import java.time.Instant;
import java.util.Optional;

/** A demanded change of a password, in the login state of a user. */
final class ChangeDemand {
    private ChangeDemand() {}

    /** Demands a change, or ends the demand, without storing the user again. */
    static void set(CouchDbStorage store, UserId user, Optional<Instant> when) {
        LoginStateKey key = LoginStateKey.of(user);
        Optional<LoginStateRepository.Stored> stored = store.loginStates().find(key);
        LoginState state = stored.map(LoginStateRepository.Stored::state).orElse(LoginState.NONE);
        assertThat(store.loginStates()
                        .compareAndSet(
                                key,
                                stored.map(LoginStateRepository.Stored::revision),
                                state.withPasswordChangeDemanded(when)))
                .isTrue();
    }
}

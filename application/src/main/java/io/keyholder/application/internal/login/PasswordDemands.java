package io.keyholder.application.internal.login;

import io.keyholder.application.internal.login.LoginStates.Decided;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The demand that a user changes its password. It stands in the login state; software that reads only users heeds it
 * once the user was {@linkplain UserRepository#refresh refreshed}. Thread-safe.
 */
public final class PasswordDemands {
    private final UserRepository users;
    private final LoginStates states;

    public PasswordDemands(UserRepository users, LoginStates states) {
        this.users = users;
        this.states = states;
    }

    /** Demands a change. */
    public void demand(UserId id, Instant now) {
        states.change(LoginStateKey.of(id), state -> state.withPasswordChangeDemanded(Optional.of(now)));
        users.refresh(id);
    }

    /**
     * Ends the demand for a user that has another password now.
     *
     * @param settled what else becomes of the login state
     * @return the user as it is stored afterwards
     */
    public User end(User changed, UnaryOperator<LoginState> settled) {
        boolean wasDemanded = states.decide(
                LoginStateKey.of(changed.id()),
                state -> Decided.changing(
                        settled.apply(state).withPasswordChangeDemanded(Optional.empty()),
                        state.passwordChangeDemanded().isPresent()));
        if (!wasDemanded) {
            return changed;
        }
        users.refresh(changed.id());
        return users.findById(changed.id()).orElse(changed);
    }
}

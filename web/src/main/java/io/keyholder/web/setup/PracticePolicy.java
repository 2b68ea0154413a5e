package io.keyholder.web.setup;

import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.web.practice.Role;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The standard policy, but a professional who may invite a person gives it one of the roles that are invited: nothing
 * that it has not itself. Every later change of roles needs an administrator.
 */
@Component
class PracticePolicy implements UserPolicy {
    private final UserPolicy standard = UserPolicy.standard();

    @Override
    public Optional<Refusal> judge(UserRequest request) {
        return standard.judge(givesAnInvitedRole(request) ? asInvitation(request) : request);
    }

    private static boolean givesAnInvitedRole(UserRequest request) {
        return request.action() == UserAction.CHANGE_AUTHORIZATION
                && request.before().isEmpty()
                && request.after().filter(PracticePolicy::isInvited).isPresent();
    }

    private static boolean isInvited(User user) {
        return user.lifecycle().status().equals(Optional.of(UserStatus.REGISTERING))
                && user.authorization().permissions().isEmpty()
                && user.authorization().roles().stream()
                        .allMatch(role ->
                                Role.of(role).filter(Role.INVITED::contains).isPresent());
    }

    private static UserRequest asInvitation(UserRequest request) {
        return new UserRequest(
                request.actor(), UserAction.INVITE, request.about(), request.before(), request.after(), request.now());
    }
}

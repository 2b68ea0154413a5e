package io.keyholder.application.permission;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.PermissionType;
import java.util.Optional;

/** Decides what users may do by what is stored now and what the host's roles mean. Thread-safe. */
public interface PermissionDecisions {
    /**
     * Whether the actor itself may do this now, within the scope of its login. False also when the actor is no longer
     * admitted or its proof has ended. True for the host.
     */
    boolean allows(Actor actor, PermissionType type, Attributes attributes);

    /**
     * What this user may do, why, and what would change that. Everyone may ask about itself; absent when there is no
     * such user.
     */
    Answer<Optional<DecisionExplanation>> decide(Actor actor, UserId id, PermissionType type, Attributes attributes);

    /**
     * Whether the actor itself may do this now, within the scope of its login; forbidden when it is not admitted any
     * more or its proof has ended. The host decides as an administrator.
     */
    Answer<Decision> decide(Actor actor, PermissionType type, Attributes attributes);
}

package io.keyholder.application.result;

import io.keyholder.domain.access.Refusal;

/** The one type of all refusals by the policy of the host. */
public interface ForbiddenOutcome {
    /** Why the acting user may not do this. */
    Refusal refusal();
}

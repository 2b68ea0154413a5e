package io.keyholder.ports.event;

import io.keyholder.domain.event.UserEvent;

/**
 * Is told what happened to users, after it happened for good. Each event at least once, and again when the process died
 * before it was noted as told, so implementations MUST take the second time for the first. Events of one user come in
 * order. When it throws, that user's events wait and come again later; those of others go on.
 */
@FunctionalInterface
public interface UserEventListener {
    /** Takes one event. */
    void on(UserEvent event);
}

package io.keyholder.application.contact;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.PendingContact;
import java.time.Duration;

/**
 * New emails and phones, verified by a code that is sent there: a person who types it has the contact. One change of a
 * user waits at a time, beside what is remembered about its logins. A code counts for {@link PendingContact#LIFE},
 * once, and wrong ones count as guesses. Whether the new contact is free is judged when it is confirmed, and told only
 * to who has it. A crash in between leaves the user as it was: ask for another code. Thread-safe.
 */
public interface ContactChanges {
    /** The digits of a code. */
    int CODE_DIGITS = 6;

    /** How long after one message to a user the next one may leave. */
    Duration BETWEEN_MESSAGES = Duration.ofSeconds(30);

    /** Sends a code to the new contact. */
    ContactRequestResult request(Actor actor, UserId id, ContactChange wanted);

    /** Gives the user the contact that this code was sent to. */
    ContactChangeResult confirm(Actor actor, UserId id, String code);

    /**
     * Ends the code that waits, if one does. The next message still waits its {@link #BETWEEN_MESSAGES}.
     *
     * @return whether one waited; false also when there is no such user
     */
    Answer<Boolean> cancel(Actor actor, UserId id);
}

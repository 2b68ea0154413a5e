package io.keyholder.application.person;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.person.PersonData;
import java.util.Optional;

/**
 * Shows and erases everything that is held about a person. Erasing goes from the outside in, the user last, so that a
 * crash leaves something to go on from. Thread-safe.
 */
public interface PersonDataRights {
    /** Absent when there is no such user. */
    Answer<Optional<PersonData>> export(Actor actor, UserId id);

    EraseResult erase(Actor actor, UserId id);
}

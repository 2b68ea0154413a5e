package io.keyholder.documents;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What became of one document of a stream. */
public sealed interface ReadOutcome {
    /** The line on which the document begins, from 1. */
    long line();

    /**
     * It is a user.
     *
     * @param user at the revision that the document names
     */
    record Read(long line, User user) implements ReadOutcome {}

    /**
     * It is refused; the stream goes on behind it.
     *
     * @param id whose document it is; absent when it could not be read that far
     * @param reason one printable line that names the problem and the member, never a value
     */
    record Refused(long line, Optional<UserId> id, String reason) implements ReadOutcome {}
}

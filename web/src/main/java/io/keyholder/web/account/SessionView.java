package io.keyholder.web.account;

import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.web.view.Moments;
import java.util.Optional;

/**
 * A login by password as its owner sees it in the list.
 *
 * @param id its id
 * @param since when it began
 * @param lastUse when it was used last, to some minutes
 * @param source where it came from
 * @param isThis whether it is the one that asks
 */
record SessionView(String id, String since, String lastUse, String source, boolean isThis) {
    static SessionView of(Session session, Optional<SessionId> asking) {
        return new SessionView(
                session.id().value(),
                Moments.dateAndTime(session.since()),
                Moments.dateAndTime(session.lastUse()),
                session.source().orElse("–"),
                asking.equals(Optional.of(session.id())));
    }
}

package io.keyholder.domain.login;

import io.keyholder.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sessions of one user. A session that is not among them has ended. Immutable.
 *
 * @param running those that have not ended, the oldest first; at most {@value #MOST}
 * @param allEnded when all were ended at once; absent when that never happened. A login up to that moment has ended,
 *     also one that was never listed
 */
public record Sessions(List<Session> running, Optional<Instant> allEnded) {
    /** How many sessions a user has at most; with one more, the one that was unused for longest ends. */
    public static final int MOST = 32;

    /** No session. */
    public static final Sessions NONE = new Sessions(List.of(), Optional.empty());

    public Sessions {
        running = Check.list(running);
        Check.that(running.size() <= MOST, "sessions", "are more than " + MOST);
        Check.that(
                running.stream().map(Session::id).distinct().count() == running.size(),
                "sessions",
                "have one id twice");
    }

    /** Whether nothing is remembered. */
    public boolean isEmpty() {
        return running.isEmpty() && allEnded.isEmpty();
    }

    /** The session of this id; absent when it has ended. */
    public Optional<Session> find(SessionId id) {
        return running.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    /**
     * Whether a login goes on.
     *
     * @param session absent for a login that was never listed
     * @param loggedIn the moment of the login
     */
    public boolean goOn(Optional<SessionId> session, Instant loggedIn) {
        return session.isPresent()
                ? session.flatMap(this::find).isPresent()
                : allEnded.filter(end -> !loggedIn.isAfter(end)).isEmpty();
    }

    /**
     * The same with one more.
     *
     * @param life how long a session lasts; those that have lasted so long are left out
     */
    public Sessions with(Session begun, Duration life) {
        List<Session> all = new ArrayList<>(running);
        all.removeIf(session -> session.id().equals(begun.id())
                || !begun.since().isBefore(session.since().plus(life)));
        if (all.size() >= MOST) {
            all.stream()
                    .min(Comparator.comparing(Session::lastUse).thenComparing(Session::since))
                    .ifPresent(all::remove);
        }
        all.add(begun);
        return new Sessions(all, allEnded);
    }

    /** The same with one of them changed; unchanged when it has ended. */
    public Sessions withChanged(SessionId id, UnaryOperator<Session> change) {
        return new Sessions(
                running.stream()
                        .map(session -> session.id().equals(id) ? change.apply(session) : session)
                        .toList(),
                allEnded);
    }

    /** The same without this one. */
    public Sessions without(SessionId id) {
        return onlyThose(session -> !session.id().equals(id));
    }

    /** The same with no other than this one; absent means with none. */
    public Sessions withOnly(Optional<SessionId> kept) {
        return onlyThose(session -> kept.equals(Optional.of(session.id())));
    }

    /** All have ended, those included that were never listed. */
    public static Sessions endedAt(Instant now) {
        return new Sessions(List.of(), Optional.of(now));
    }

    /** Whether nothing was ended since an earlier state of these: a login may have begun, and then others made room. */
    public boolean endsNothingOf(Sessions before) {
        if (!allEnded.equals(before.allEnded)) {
            return false;
        }
        Set<SessionId> these = ids(running);
        Set<SessionId> those = ids(before.running);
        return these.containsAll(those) || !those.containsAll(these);
    }

    private static Set<SessionId> ids(List<Session> sessions) {
        return sessions.stream().map(Session::id).collect(Collectors.toSet());
    }

    /** What goes on by two records of the same sessions: what one of them ended has ended. */
    public Sessions narrowedTo(Sessions other) {
        List<Session> both = running.stream()
                .flatMap(session -> other.find(session.id()).map(theirs -> narrower(session, theirs)).stream())
                .toList();
        return new Sessions(
                both, Stream.concat(allEnded.stream(), other.allEnded.stream()).max(Comparator.naturalOrder()));
    }

    private static Session narrower(Session one, Session other) {
        Session weaker = one.strength().isAtLeast(other.strength()) ? other : one;
        return weaker.usedAt(one.lastUse()).usedAt(other.lastUse());
    }

    private Sessions onlyThose(Predicate<Session> kept) {
        return new Sessions(running.stream().filter(kept).toList(), allEnded);
    }
}

package io.keyholder.domain.login;

import io.keyholder.domain.internal.Check;
import java.time.Instant;
import java.util.Optional;

/**
 * A login by password that has not ended. Immutable.
 *
 * @param id its name
 * @param since when the user logged in
 * @param strength how strongly the user has proved itself in it
 * @param source where the login came from, as the host named it; absent when the host did not. Of a longer text the
 *     first {@value #MAX_SOURCE_LENGTH} UTF-16 units are kept
 * @param lastUse when the session was last used, as far as the host reported it
 */
public record Session(SessionId id, Instant since, ProofStrength strength, Optional<String> source, Instant lastUse) {
    /** The most of a source that is kept, in UTF-16 units. */
    public static final int MAX_SOURCE_LENGTH = 200;

    public Session {
        source = source.map(Session::shortened);
        source.ifPresent(text -> Check.anyText("session source", text, MAX_SOURCE_LENGTH));
    }

    /** A session that begins now. */
    public static Session begun(SessionId id, ProofStrength strength, Optional<String> source, Instant now) {
        return new Session(id, now, strength, source.map(Session::wellFormed), now);
    }

    /** The same used at this moment; an earlier use than the last changes nothing. */
    public Session usedAt(Instant when) {
        return when.isAfter(lastUse) ? new Session(id, since, strength, source, when) : this;
    }

    /** The same in which the user has proved itself so strongly; never weaker than before. */
    public Session provedBy(ProofStrength proved) {
        return proved.isAtLeast(strength) ? new Session(id, since, proved, source, lastUse) : this;
    }

    private static String shortened(String text) {
        if (text.length() <= MAX_SOURCE_LENGTH) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_SOURCE_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_SOURCE_LENGTH - 1 : MAX_SOURCE_LENGTH);
    }

    /** A host may pass any text as a source; half of a surrogate pair is not kept. */
    private static String wellFormed(String text) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}

package io.keyholder.adapters.couchdb.internal.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The document of an event. Written before the user is, and again when that is done. Its id sorts by user and then by
 * how often that user's document was written, which no clock can disturb.
 *
 * @param id its id
 * @param revision its revision; absent when it is not stored yet
 * @param user who is written
 * @param base the revision of the user's document that the write replaces
 * @param kinds what it changes
 * @param isSettled whether the write is known to have been done
 */
public record EventIntent(
        String id, Optional<String> revision, UserId user, String base, Set<Kind> kinds, boolean isSettled) {
    /** What the ids of all events begin with. */
    public static final String PREFIX = "keyholder;event;";

    private static final String KIND = "event";
    private static final String USER = "user";
    private static final String BASE = "base";
    private static final String KINDS = "kinds";
    private static final String WRITE = "write";
    private static final String AHEAD = "ahead";
    private static final String DONE = "done";
    private static final String POSITION = "[0-9a-f]{2,512};[0-9]{10};[0-9a-f]{24}";

    /** Longer ids of users are told apart by a digest, so that a position keeps within its bounds. */
    private static final int LONGEST_SPELLED_BYTES = 256;

    /** One of a write that is about to replace this revision. */
    public static EventIntent ahead(UserId user, String base, Set<Kind> kinds) {
        String position = String.format(
                Locale.ROOT, "%s;%010d;%s", sortable(user), Documents.generation(base) + 1L, OwnDocument.newMark());
        return new EventIntent(PREFIX + position, Optional.empty(), user, base, kinds, false);
    }

    /** The one that a document holds. */
    public static EventIntent of(Document document) {
        Map<String, String> members = Documents.strings(document.json());
        try {
            if (OwnDocument.isOfKind(document, KIND) && isPosition(position(document.id()))) {
                return new EventIntent(
                        document.id(),
                        Optional.of(document.revision()),
                        new UserId(members.getOrDefault(USER, "")),
                        members.getOrDefault(BASE, ""),
                        Arrays.stream(members.getOrDefault(KINDS, "").split(",", -1))
                                .map(Kind::valueOf)
                                .collect(Collectors.toCollection(LinkedHashSet::new)),
                        DONE.equals(members.get(WRITE)));
            }
        } catch (IllegalArgumentException damaged) {
            throw new StoreCorruptException("the event " + document.id() + " is damaged", damaged);
        }
        throw new StoreCorruptException("the event " + document.id() + " is damaged", null);
    }

    /** The id of the event at this position; absent when no event has it. */
    static Optional<String> idAt(String position) {
        return isPosition(position) ? Optional.of(PREFIX + position) : Optional.empty();
    }

    /** Where the events begin of the user whose event has this position; where all begin, when no event has it. */
    static String startOfUserAt(String position) {
        return isPosition(position) ? PREFIX + position.substring(0, position.indexOf(';') + 1) : PREFIX;
    }

    /** The same, stored. */
    public EventIntent storedAt(String newRevision) {
        return new EventIntent(id, Optional.of(newRevision), user, base, kinds, isSettled);
    }

    /** The same, its write done. */
    public EventIntent settled() {
        return new EventIntent(id, revision, user, base, kinds, true);
    }

    /** The document to be stored. */
    public PendingDocument draft() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(USER, user.value());
        members.put(BASE, base);
        members.put(KINDS, kinds.stream().map(Enum::name).collect(Collectors.joining(",")));
        members.put(WRITE, isSettled ? DONE : AHEAD);
        return OwnDocument.draft(id, revision, KIND, members);
    }

    /** What is told. */
    public UserEvent event() {
        return new UserEvent(position(id), user, kinds);
    }

    private static String position(String id) {
        return id.substring(PREFIX.length());
    }

    private static boolean isPosition(String position) {
        return position.matches(POSITION);
    }

    private static String sortable(UserId user) {
        byte[] spelled = user.value().getBytes(UTF_8);
        return spelled.length > LONGEST_SPELLED_BYTES
                ? Digest.of(user.value())
                : HexFormat.of().formatHex(spelled);
    }
}

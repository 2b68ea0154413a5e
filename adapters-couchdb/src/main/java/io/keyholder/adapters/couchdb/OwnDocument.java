package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.domain.user.Revision;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What this store writes beside users: a document with a {@code keyholder} member that says what it is, and with a mark of
 * its own in each state, by which a write of unknown outcome is recognised and no revision ever comes again.
 */
final class OwnDocument {
    private static final String KIND = "keyholder";
    private static final String MARK = "mark";

    private static final int MARK_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OwnDocument() {}

    /** The draft of a document with these members, all of them text. */
    static Draft draft(String id, Optional<String> base, String kind, Map<String, String> members) {
        String mark = newMark();
        ObjectNode json = Replies.newObject();
        json.put("_id", id);
        base.ifPresent(revision -> json.put("_rev", revision));
        json.put(KIND, kind);
        members.forEach(json::put);
        json.put(MARK, mark);
        return new Draft(id, base, Replies.text(json), stored -> hasMark(stored, mark));
    }

    static boolean isOfKind(Document document, String kind) {
        return kind.equals(Documents.strings(document.json()).get(KIND));
    }

    /** Whether a revision has CouchDB's form; another was never given, and some servers stumble over it. */
    static boolean isRevision(Revision revision) {
        return revision.value().matches("[0-9]{1,9}-[0-9a-f]{32}");
    }

    private static boolean hasMark(Document stored, String mark) {
        return mark.equals(Documents.strings(stored.json()).get(MARK));
    }

    private static String newMark() {
        byte[] mark = new byte[MARK_BYTES];
        RANDOM.nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }
}

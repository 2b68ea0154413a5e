package io.keyholder.adapters.couchdb.internal.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.domain.identity.Revision;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this store writes beside users: a document with a {@code keyholder} member that names what it is, and with a
 * mark of its own in each state, by which a write of unknown outcome is recognised and no revision ever comes again.
 */
public final class OwnDocument {
    /** What the ids begin with of all that is stored beside users and their placeholders. */
    public static final String ID_PREFIX = "keyholder;";

    private static final String KIND = "keyholder";
    private static final String MARK = "mark";

    private static final int MARK_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OwnDocument() {}

    /** The draft of a document with these members, all of them text. */
    public static PendingDocument draft(String id, Optional<String> base, String kind, Map<String, String> members) {
        String mark = newMark();
        ObjectNode json = Replies.newObject();
        json.put("_id", id);
        base.ifPresent(revision -> json.put("_rev", revision));
        json.put(KIND, kind);
        members.forEach(json::put);
        json.put(MARK, mark);
        return new PendingDocument(id, base, Replies.text(json), stored -> hasMark(stored, mark), true);
    }

    /** The draft that removes a document for good, and that can be told from another's removal. */
    public static PendingDocument tombstone(String id, String base) {
        String mark = newMark();
        ObjectNode json = Replies.newObject();
        json.put("_id", id).put("_rev", base).put("_deleted", true).put(MARK, mark);
        return new PendingDocument(
                id,
                Optional.of(base),
                Replies.text(json),
                stored -> Documents.isRemoval(stored) && hasMark(stored, mark),
                true);
    }

    /** The draft that gives a document another revision and changes nothing else. */
    public static PendingDocument unchanged(Document document) {
        return new PendingDocument(
                document.id(),
                Optional.of(document.revision()),
                document.json(),
                stored -> stored.json().equals(document.json().replace(document.revision(), stored.revision())),
                false);
    }

    public static boolean isOfKind(Document document, String kind) {
        return kind.equals(Documents.strings(document.json()).get(KIND));
    }

    /**
     * What a document of this kind holds in a member, which is text that {@code reading} understands.
     *
     * @param what the document is called in errors
     * @throws StoreCorruptException when it is of another kind or cannot be read
     * @throws StoreVersionException when a later version wrote it
     */
    public static <T> T read(Document document, String kind, String member, String what, Function<String, T> reading) {
        String text = Documents.strings(document.json()).get(member);
        if (text == null || !isOfKind(document, kind)) {
            throw damaged(document, what, null);
        }
        try {
            return reading.apply(text);
        } catch (DocumentException unreadable) {
            throw damaged(document, what, unreadable);
        } catch (DocumentVersionException later) {
            throw new StoreVersionException(
                    "the " + what + " " + document.id() + " is of a later version; update the library", later);
        }
    }

    private static StoreCorruptException damaged(Document document, String what, @Nullable DocumentException cause) {
        return new StoreCorruptException("the " + what + " " + document.id() + " is damaged", cause);
    }

    /** Whether a revision has CouchDB's form; another was never given, and some servers stumble over it. */
    public static boolean isRevision(Revision revision) {
        return revision.value().matches("[0-9]{1,9}-[0-9a-f]{32}");
    }

    private static boolean hasMark(Document stored, String mark) {
        return mark.equals(Documents.strings(stored.json()).get(MARK));
    }

    /** Random hex digits that never come again. */
    public static String newMark() {
        byte[] mark = new byte[MARK_BYTES];
        RANDOM.nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }
}

package io.keyholder.adapters.couchdb.internal.database;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import java.util.Map;
import java.util.Optional;

/**
 * The tombstone that a writer puts over its own revision when too few copies took that. Beside it the writer puts what
 * it had replaced, as a revision of no higher rank than the replaced one, so that nothing is lost and no other version
 * is hidden.
 *
 * <p>All revisions are derived from the withdrawn one: writing them twice changes nothing.
 *
 * @param write the revision that is taken back
 * @param base the revision that the withdrawn write replaced and that stands again; absent when it replaced nothing
 *     that is worth keeping
 */
record Withdrawal(String write, Optional<String> base) {
    /** The revision at which the replaced document stands again. */
    Optional<String> restored() {
        return base.map(replaced -> restored(replaced, write));
    }

    private static final String KIND = "withdrawal";
    private static final String KIND_MEMBER = "keyholder";
    private static final String WRITE = "write";
    private static final String BASE = "base";
    private static final int REVISION_DIGITS = 32;

    /**
     * What a removed document records of a withdrawn write, by its members that are text; absent for other documents.
     */
    static Optional<Withdrawal> of(Map<String, String> members) {
        return Documents.isRemoval(members) && KIND.equals(members.get(KIND_MEMBER))
                ? Optional.of(new Withdrawal(members.getOrDefault(WRITE, ""), Optional.ofNullable(members.get(BASE))))
                : Optional.empty();
    }

    /** The tombstone over a revision, with its history, for a write that is not judged. */
    static ObjectNode tombstone(String id, String withdrawn, Optional<String> base, Optional<String> restored) {
        ObjectNode json = removal(id, withdrawn, base, "withdraws ");
        json.put(KIND_MEMBER, KIND).put(WRITE, withdrawn);
        restored.ifPresent(revision -> json.put(BASE, revision));
        return json;
    }

    /** A tombstone over a revision that no one takes back: its document is gone. */
    static ObjectNode removal(String id, String removed, Optional<String> base) {
        return removal(id, removed, base, "removes ");
    }

    private static ObjectNode removal(String id, String removed, Optional<String> base, String what) {
        String next = (Documents.generation(removed) + 1) + "-" + derived(what + removed);
        ObjectNode json = Replies.newObject();
        json.put("_id", id).put("_rev", next).put("_deleted", true);
        json.set("_revisions", history(next, removed, base));
        return json;
    }

    /** What a withdrawn write replaced, as it stands again. */
    static ObjectNode restoration(Document base, String write) {
        return at(base, restored(base.revision(), write), Optional.empty());
    }

    private static String restored(String base, String write) {
        return Documents.generation(base) + "-" + derived("restores " + base + " instead of " + write);
    }

    /** A document unchanged, at a revision that follows its own and that no other writer chooses. */
    static ObjectNode successor(Document document) {
        String next = (Documents.generation(document.revision()) + 1) + "-"
                + derived(OwnDocument.newMark() + document.revision());
        return at(document, next, Optional.of(document.revision()));
    }

    /** A document with its history, as it is. */
    static ObjectNode asItIs(Document document, Optional<String> base) {
        return at(document, document.revision(), base);
    }

    private static ObjectNode at(Document document, String revision, Optional<String> parent) {
        ObjectNode json = (ObjectNode) Replies.json(document.json());
        json.put("_rev", revision);
        json.set("_revisions", history(revision, parent.orElse(""), Optional.empty()));
        return json;
    }

    private static ObjectNode history(String newest, String parent, Optional<String> grandparent) {
        ObjectNode history = Replies.newObject().put("start", Documents.generation(newest));
        ArrayNode ids = history.putArray("ids").add(digits(newest));
        if (!parent.isEmpty()) {
            ids.add(digits(parent));
        }
        grandparent.ifPresent(revision -> ids.add(digits(revision)));
        return history;
    }

    private static String digits(String revision) {
        return revision.substring(revision.indexOf('-') + 1);
    }

    private static String derived(String text) {
        return Digest.of("keyholder " + text).substring(0, REVISION_DIGITS);
    }
}

package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Digest;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The revisions of one document that one copy holds, changed by the rules of CouchDB's {@code couch_key_tree} and
 * updater.
 */
final class RevisionTree {
    private static final Comparator<ObjectNode> SHOWN_FIRST = Comparator.comparing(RevisionTree::isRemoval)
            .thenComparing(leaf -> Documents.generation(revision(leaf)), Comparator.reverseOrder())
            .thenComparing(RevisionTree::revision, Comparator.reverseOrder());

    /** The documents by revision; those are missing whose revision is known from a history only. */
    private final Map<String, ObjectNode> documents = new HashMap<>();

    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final boolean isCouchDb;

    /**
     * @param isCouchDb whether it takes an edit of a revision that it does not know, and none of a removal; PouchDB
     *     does it the other way round. CouchDB refuses the first until its shard has taken a new document, and takes it
     *     from then on
     */
    RevisionTree(boolean isCouchDb) {
        this.isCouchDb = isCouchDb;
    }

    /** The last revisions, in the order in which CouchDB prefers them. */
    List<ObjectNode> leaves() {
        Set<String> inner = Set.copyOf(parents.values());
        return documents.values().stream()
                .filter(document -> !inner.contains(revision(document)))
                .sorted(SHOWN_FIRST)
                .toList();
    }

    /** The document that a read shows; a removal when all leaves are. */
    Optional<ObjectNode> shown() {
        return leaves().stream().findFirst();
    }

    Optional<ObjectNode> at(String revision) {
        return Optional.ofNullable(documents.get(revision));
    }

    /** A leaf with the revisions before it. */
    ObjectNode withHistory(ObjectNode leaf) {
        ObjectNode copy = leaf.deepCopy();
        List<String> history = history(revision(leaf));
        ArrayNode ids = copy.putObject("_revisions")
                .put("start", Documents.generation(revision(leaf)))
                .putArray("ids");
        history.forEach(revision -> ids.add(revision.split("-", 2)[1]));
        return copy;
    }

    List<String> history(String revision) {
        List<String> history = new ArrayList<>();
        for (Optional<String> next = Optional.of(revision);
                next.isPresent();
                next = Optional.ofNullable(parents.get(next.get()))) {
            history.add(next.get());
        }
        return history;
    }

    /** Takes an edit against its base; absent when it conflicts. */
    Optional<ObjectNode> edit(ObjectNode edit) {
        String base = edit.path("_rev").asText();
        Optional<ObjectNode> shown = shown();
        if (known.isEmpty()) {
            return base.isEmpty() || isCouchDb ? Optional.of(stored(edit, base)) : Optional.empty();
        }
        boolean isGone = shown.isEmpty() || isRemoval(shown.get());
        if (isGone) {
            boolean isAtRemoval = !isCouchDb
                    && shown.filter(leaf -> revision(leaf).equals(base)).isPresent();
            return isAtRemoval || (base.isEmpty() && !isRemoval(edit))
                    ? Optional.of(stored(edit, shown.map(RevisionTree::revision).orElse("")))
                    : Optional.empty();
        }
        boolean isAtLeaf = leaves().stream().anyMatch(leaf -> revision(leaf).equals(base));
        return isAtLeaf ? Optional.of(stored(edit, base)) : Optional.empty();
    }

    private ObjectNode stored(ObjectNode edit, String base) {
        ObjectNode content = edit.deepCopy();
        content.remove("_rev");
        String revision = (Documents.generation(base.isEmpty() ? "0-" : base) + 1) + "-"
                + Digest.of(base + content).substring(0, 32);
        ObjectNode stored =
                Replies.newObject().put("_id", edit.path("_id").asText()).put("_rev", revision);
        content.properties().forEach(member -> stored.putIfAbsent(member.getKey(), member.getValue()));
        List<String> history = new ArrayList<>(List.of(revision));
        if (!base.isEmpty()) {
            history.addAll(history(base));
        }
        add(stored, history);
        return stored;
    }

    /** Takes a revision with its history as it is. */
    void merge(ObjectNode replicated) {
        ObjectNode document = replicated.deepCopy();
        document.remove("_revisions");
        int newest = replicated.path("_revisions").path("start").asInt();
        List<String> history = new ArrayList<>();
        for (int age = 0; age < replicated.path("_revisions").path("ids").size(); age++) {
            history.add((newest - age) + "-"
                    + replicated.path("_revisions").path("ids").path(age).asText());
        }
        add(document, history);
    }

    private void add(ObjectNode document, List<String> history) {
        boolean isStub = document.path("_stub").asBoolean();
        if (!isStub) {
            documents.putIfAbsent(revision(document), document);
        }
        for (int age = 0; age < history.size(); age++) {
            known.add(history.get(age));
            if (age + 1 < history.size()) {
                parents.putIfAbsent(history.get(age), history.get(age + 1));
            }
        }
    }

    /** Everything that this copy can hand on. */
    List<ObjectNode> replicated() {
        return leaves().stream().map(this::withHistory).toList();
    }

    /** What must be equal for two copies to agree. */
    Set<String> leafRevisions() {
        return leaves().stream().map(RevisionTree::revision).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether all of these revisions are known here. */
    boolean knows(Set<String> revisions) {
        return known.containsAll(revisions);
    }

    static boolean isRemoval(ObjectNode document) {
        return document.path("_deleted").asBoolean();
    }

    static String revision(ObjectNode document) {
        return document.path("_rev").asText();
    }
}

package io.keyholder.adapters.couchdb.internal.neighbour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this library wrote of a user that other servers save too: its last state, and those states that were about to be
 * written. Immutable.
 *
 * @param entries in no order
 */
public record SharedRecord(List<Entry> entries) {
    /** What the ids of all records begin with. */
    public static final String PREFIX = "keyholder;shared-user;";

    private static final String KIND = "shared-user";
    private static final String ENTRIES = "entries";

    public SharedRecord {
        entries = List.copyOf(entries);
    }

    /**
     * One state of a user.
     *
     * @param at the revision at which it was stored; empty while that is not known
     * @param base the revision that it was to replace; empty when its own is known
     * @param document the published document
     */
    public record Entry(String at, String base, String document) {
        /** A state at a revision. */
        static Entry stored(String revision, String document) {
            return new Entry(revision, "", document);
        }

        /** A state that is about to replace a revision. */
        static Entry pending(String base, String document) {
            return new Entry("", base, document);
        }

        /**
         * How many revisions the user had when this state was stored; an early guess counts more saves than there were.
         */
        long generation() {
            return isStored() ? Documents.generation(at) : Documents.generation(base) + 1L;
        }

        private boolean isStored() {
            return !at.isEmpty();
        }

        /** Whether it may matter to a writer that replaces this revision. */
        private boolean mayFollow(String revision) {
            int generation = Documents.generation(revision);
            return isStored() ? Documents.generation(at) >= generation : Documents.generation(base) >= generation;
        }
    }

    /** The record's id. */
    static String id(String user) {
        return PREFIX + user;
    }

    /** The record that these versions of its document hold together. */
    public static SharedRecord of(List<Document> versions) {
        LinkedHashSet<Entry> entries = new LinkedHashSet<>();
        versions.forEach(version -> entries.addAll(
                OwnDocument.read(version, KIND, ENTRIES, "record of a shared user", SharedRecord::parse)));
        return new SharedRecord(List.copyOf(entries));
    }

    /** The document to be stored. */
    public PendingDocument draft(String id, Optional<String> base) {
        ArrayNode list = Replies.newObject().putArray(ENTRIES);
        entries.forEach(entry ->
                list.addObject().put("at", entry.at()).put("base", entry.base()).put("document", entry.document()));
        ObjectNode holder = Replies.newObject();
        holder.set(ENTRIES, list);
        return OwnDocument.draft(id, base, KIND, Map.of(ENTRIES, Replies.text(holder)));
    }

    /** The same before a write: with the state that it replaces, and the one that it stores. */
    SharedRecord ahead(Optional<Entry> before, Entry pending) {
        List<Entry> next = new ArrayList<>();
        entries.stream()
                .filter(entry -> entry.mayFollow(pending.base()))
                .filter(entry ->
                        before.filter(state -> state.at().equals(entry.at())).isEmpty())
                .forEach(next::add);
        before.ifPresent(next::add);
        next.add(pending);
        return new SharedRecord(next.stream().distinct().toList());
    }

    /** The same after a write: what this state replaced is of no use any more. */
    SharedRecord settled(Entry stored) {
        return new SharedRecord(Stream.concat(
                        entries.stream().filter(entry -> entry.mayFollow(stored.at())), Stream.of(stored))
                .distinct()
                .toList());
    }

    /** The states on which the document of a revision may have been saved; several when a writer died. */
    List<Entry> candidates(String revision) {
        List<Entry> exact =
                entries.stream().filter(entry -> entry.at().equals(revision)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        int generation = Documents.generation(revision);
        int last = entries.stream()
                .filter(Entry::isStored)
                .mapToInt(entry -> Documents.generation(entry.at()))
                .filter(stored -> stored < generation)
                .max()
                .orElse(0);
        return entries.stream()
                .filter(entry -> entry.isStored()
                        ? Documents.generation(entry.at()) == last
                        : Documents.generation(entry.base()) >= last
                                && Documents.generation(entry.base()) + 1 < generation)
                .toList();
    }

    private static SharedRecord.Entry entry(JsonNode json) {
        return new Entry(
                json.path("at").asText(),
                json.path("base").asText(),
                json.path("document").asText());
    }

    private static List<Entry> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        Replies.json(text).path(ENTRIES).forEach(json -> entries.add(entry(json)));
        return entries;
    }
}

package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which revision of a document followed which, as the server remembers it. Immutable.
 *
 * @param branches the revisions of each branch, the newest first
 */
record Ancestry(List<List<String>> branches) {
    /** Of a document that the server knows nothing of. */
    static final Ancestry NONE = new Ancestry(List.of());

    /** Asks for the last revision of each branch of a document, removed ones too, with what came before it. */
    static final String QUERY = "?open_revs=all&revs=true";

    static Ancestry of(Reply reply) {
        List<List<String>> branches = new ArrayList<>();
        for (JsonNode branch : Replies.json(reply)) {
            JsonNode revisions = branch.path("ok").path("_revisions");
            int newest = revisions.path("start").asInt();
            List<String> inOrder = new ArrayList<>();
            for (int age = 0; age < revisions.path("ids").size(); age++) {
                inOrder.add(
                        (newest - age) + "-" + revisions.path("ids").path(age).asText());
            }
            branches.add(List.copyOf(inOrder));
        }
        return new Ancestry(List.copyOf(branches));
    }

    /** Whether nothing was written against this revision in one of the branches. */
    boolean isLeaf(String revision) {
        return branches.stream().anyMatch(branch -> branch.indexOf(revision) == 0);
    }

    /**
     * The revisions that were written against this one; empty when there is none, or the server knows neither any more.
     */
    List<String> successors(String revision) {
        return branches.stream()
                .flatMap(branch -> {
                    int place = branch.indexOf(revision);
                    return place > 0 ? Stream.of(branch.get(place - 1)) : Stream.empty();
                })
                .distinct()
                .toList();
    }

    /** The first of them. */
    Optional<String> successor(String revision) {
        return successors(revision).stream().findFirst();
    }
}

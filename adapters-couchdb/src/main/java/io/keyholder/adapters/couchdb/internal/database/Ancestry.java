package io.keyholder.adapters.couchdb.internal.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which revision of a document followed which, as the server remembers it. Immutable.
 *
 * @param branches the revisions of each branch, the newest first; without the withdrawn ones
 * @param withdrawn the same of the branches that end with a withdrawal
 */
public record Ancestry(List<List<String>> branches, List<List<String>> withdrawn) {
    /** Of a document that the server knows nothing of. */
    static final Ancestry NONE = new Ancestry(List.of(), List.of());

    /** Asks for the last revision of each branch of a document, removed ones too, with what came before it. */
    static final String QUERY = "?open_revs=all&revs=true";

    static Ancestry of(Reply reply) {
        List<List<String>> branches = new ArrayList<>();
        List<List<String>> withdrawn = new ArrayList<>();
        for (String json : Documents.ofOpenRevisions(reply.body())) {
            Map<String, String> members = Documents.strings(json);
            (Withdrawal.of(members).isPresent() ? withdrawn : branches)
                    .add(branch(Replies.json(json).path("_revisions")));
        }
        return new Ancestry(List.copyOf(branches), List.copyOf(withdrawn));
    }

    private static List<String> branch(JsonNode revisions) {
        int newest = revisions.path("start").asInt();
        List<String> inOrder = new ArrayList<>();
        for (int age = 0; age < revisions.path("ids").size(); age++) {
            inOrder.add((newest - age) + "-" + revisions.path("ids").path(age).asText());
        }
        return List.copyOf(inOrder);
    }

    /** Whether nothing was written against this revision in one of the branches. */
    public boolean isLeaf(String revision) {
        return branches.stream().anyMatch(branch -> branch.indexOf(revision) == 0);
    }

    /** Whether a write that was not withdrawn replaced this revision. */
    boolean isReplaced(String revision) {
        return branches.stream().anyMatch(branch -> branch.indexOf(revision) > 0);
    }

    /**
     * Whether one of these revisions came of a write that replaced this one. Histories may have been read later than
     * versions: what replaced a version counts only when it was seen.
     */
    boolean isReplaced(String revision, Collection<String> seen) {
        return branches.stream()
                .filter(branch -> branch.contains(revision))
                .anyMatch(branch ->
                        branch.subList(0, branch.indexOf(revision)).stream().anyMatch(seen::contains));
    }

    /** Whether a write that replaced this revision was withdrawn. */
    public boolean wasWithdrawn(String revision) {
        return withdrawn.stream().anyMatch(branch -> branch.contains(revision));
    }

    /** Whether the writer of this revision took it back. */
    boolean isWithdrawn(String revision) {
        return withdrawn.stream().anyMatch(branch -> branch.indexOf(revision) == 1);
    }

    /** Whether these are the last revisions, or more than those. */
    boolean isOf(Collection<String> revisions) {
        return Stream.concat(branches.stream(), withdrawn.stream())
                .allMatch(branch -> revisions.contains(branch.get(0)));
    }

    /** A revision and what came before it in its branch, without what also came before the own one. */
    List<String> apart(String revision, String own) {
        List<String> shared = history(own);
        return history(revision).stream()
                .filter(earlier -> !shared.contains(earlier))
                .toList();
    }

    private List<String> history(String revision) {
        return Stream.concat(branches.stream(), withdrawn.stream())
                .filter(branch -> branch.contains(revision))
                .findFirst()
                .map(branch -> branch.subList(branch.indexOf(revision), branch.size()))
                .orElse(List.of());
    }

    /** Whether all of these revisions are known. */
    boolean knows(List<String> revisions) {
        return revisions.stream()
                .allMatch(revision -> Stream.concat(branches.stream(), withdrawn.stream())
                        .anyMatch(branch -> branch.contains(revision)));
    }

    /** Whether one revision is another, or was written after it in the same branch. */
    boolean follows(String revision, String earlier) {
        return Stream.concat(branches.stream(), withdrawn.stream())
                .filter(branch -> branch.contains(revision))
                .anyMatch(branch -> branch.indexOf(earlier) >= branch.indexOf(revision));
    }

    /**
     * The last revisions of the branches that hold a write against this revision, other than this one and what follows
     * it.
     */
    List<String> rivals(String base, String own) {
        return branches.stream()
                .filter(branch -> branch.indexOf(base) > 0 && !branch.contains(own))
                .map(branch -> branch.get(0))
                .toList();
    }

    /**
     * The revisions that were written against this one; empty when there is none, or the server knows neither any more.
     */
    public List<String> successors(String revision) {
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

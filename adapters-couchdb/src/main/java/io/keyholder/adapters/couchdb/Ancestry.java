package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Which revision of a document followed which, as the server remembers it. */
final class Ancestry {
    /** Asks for the last revision of each branch of a document, removed ones too, with what came before it. */
    static final String QUERY = "?open_revs=all&revs=true";

    private Ancestry() {}

    /** The revision that was written against this one; absent when there is none, or the server knows neither any more. */
    static Optional<String> successor(Reply branches, String revision) {
        for (JsonNode branch : Replies.json(branches)) {
            JsonNode revisions = branch.path("ok").path("_revisions");
            int newest = revisions.path("start").asInt();
            String following = "";
            for (int age = 0; age < revisions.path("ids").size(); age++) {
                String current =
                        (newest - age) + "-" + revisions.path("ids").path(age).asText();
                if (current.equals(revision) && age > 0) {
                    return Optional.of(following);
                }
                following = current;
            }
        }
        return Optional.empty();
    }
}

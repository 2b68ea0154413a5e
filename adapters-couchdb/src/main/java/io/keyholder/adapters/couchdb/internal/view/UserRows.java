package io.keyholder.adapters.couchdb.internal.view;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a view of users answered.
 *
 * @param documents the users' documents, those that are gone meanwhile left out
 * @param count how many rows there were, with those
 * @param lastId the id in the last row
 */
public record UserRows(List<Document> documents, int count, Optional<String> lastId) {
    private static final int ROW_DEPTH = 3;

    static UserRows read(String json) {
        int count = 0;
        Optional<String> lastId = Optional.empty();
        try (JsonParser parser = Documents.factory().createParser(json)) {
            int depth = 0;
            while (parser.nextToken() != null) {
                if (parser.currentToken().isStructStart()) {
                    depth++;
                } else if (parser.currentToken().isStructEnd()) {
                    depth--;
                } else if (depth == ROW_DEPTH
                        && parser.currentToken() == JsonToken.VALUE_STRING
                        && "id".equals(parser.currentName())) {
                    lastId = Optional.of(parser.getText());
                    count++;
                }
            }
        } catch (IOException noJson) {
            throw new StoreException("the server answered something that is no JSON; is it CouchDB?", null);
        }
        return new UserRows(Documents.ofRows(json), count, lastId);
    }

    /** The number that a view reduced its rows to; zero when it has none. */
    static long reduced(String json) {
        return Replies.json(json).path("rows").path(0).path("value").asLong();
    }
}

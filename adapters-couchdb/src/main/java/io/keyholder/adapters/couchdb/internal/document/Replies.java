package io.keyholder.adapters.couchdb.internal.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.Set;

/** Reads what a server answered, and turns refusals into the errors of the port. Nothing of a reply is quoted. */
public final class Replies {
    private static final ObjectMapper MAPPER = new ObjectMapper(Documents.factory());
    private static final Set<String> NO_DOCUMENT = Set.of("missing", "deleted");
    private static final int TOO_MANY_REQUESTS = 429;

    private Replies() {}

    public static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static String text(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new StoreException("a document of the store's own cannot be written", impossible);
        }
    }

    /** The JSON of a reply. */
    public static JsonNode json(Reply reply) {
        return json(reply.body());
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException noJson) {
            noJson.clearLocation();
            throw new StoreException("the server answered something that is no JSON; is it CouchDB?", null);
        }
    }

    /**
     * Whether a server may have done what it gave this reply to, or may do it yet: it failed, or someone else replied.
     */
    public static boolean leavesInDoubt(Reply reply) {
        String body = reply.body().stripLeading();
        return reply.status() >= 500 || !(body.startsWith("{") || body.startsWith("["));
    }

    /** Whether there is a database without such a document, as opposed to no database. */
    public static boolean saysNoDocument(Reply reply) {
        return reply.status() == 404
                && NO_DOCUMENT.contains(json(reply).path("reason").asText());
    }

    /** The error of the port that a refusal means. */
    public static StoreException refusal(Reply reply) {
        return switch (reply.status()) {
            case 401, 403 ->
                new StoreException("CouchDB refuses this account; it must be a member of the database", null);
            case 404 -> new StoreMissingException("there is no such database on the server", null);
            case 202 ->
                new StoreUnavailableException("CouchDB reached too few of its nodes to keep the write safe", null);
            case 412 -> new StoreException("CouchDB says that the database exists, or lacks an attachment", null);
            case TOO_MANY_REQUESTS -> new StoreUnavailableException("CouchDB is too busy", null);
            default ->
                reply.status() >= 500
                        ? new StoreUnavailableException("CouchDB failed with status " + reply.status(), null)
                        : new StoreException("CouchDB answered with status " + reply.status(), null);
        };
    }
}

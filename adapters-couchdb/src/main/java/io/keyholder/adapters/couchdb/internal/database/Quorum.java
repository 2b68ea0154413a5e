package io.keyholder.adapters.couchdb.internal.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;

/**
 * Whether a majority of the copies of documents is reached. CouchDB answers 201 to versions that are written as they
 * are, however few copies take them. An ordinary write of a document that no other writer knows is put to the vote, so
 * its answer shows who is reached. Immutable.
 *
 * @param copies how many copies each document has
 * @param shards over how many shards the documents are spread; each is kept by nodes of its own
 */
record Quorum(int copies, int shards) {
    /** Of a server that keeps each document once. */
    static final Quorum SINGLE = new Quorum(1, 1);

    private static final String PREFIX = OwnDocument.ID_PREFIX + "probe;";
    private static final long HASHES = 1L << 32;

    /** Shards that were split are smaller than the others; a probe is nearer to its document than the smallest. */
    private static final long NEARNESS = HASHES >> 10;

    /** Of the database that a server describes. */
    static Quorum of(JsonNode description) {
        JsonNode cluster = description.path("cluster");
        return new Quorum(
                cluster.path("n").asInt(1), Math.max(1, cluster.path("q").asInt(1)));
    }

    boolean hasCopies() {
        return copies > 1;
    }

    /** Whether a majority of the copies of each of these documents takes a write now. */
    boolean isReached(Requests requests, Collection<String> ids, Deadline deadline) {
        if (!hasCopies()) {
            return true;
        }
        ObjectNode probes = Replies.newObject();
        ArrayNode documents = probes.putArray("docs");
        probesBeside(ids).forEach(id -> documents.addObject().put("_id", id).put("_deleted", true));
        return requests.write(Request.post(requests.path() + "/_bulk_docs", Replies.text(probes)), deadline)
                .filter(Quorum::isTaken)
                .isPresent();
    }

    private static boolean isTaken(Reply reply) {
        return reply.status() == 201
                && StreamSupport.stream(Replies.json(reply).spliterator(), false)
                        .allMatch(answer -> answer.has("rev") && !answer.has("error"));
    }

    /** Ids that never were, which the same shards keep as these documents. */
    Set<String> probesBeside(Collection<String> ids) {
        Set<List<Long>> wanted = ids.stream().map(this::place).collect(Collectors.toCollection(HashSet::new));
        Set<String> probes = new HashSet<>();
        while (!wanted.isEmpty()) {
            String probe = PREFIX + OwnDocument.newMark();
            if (wanted.remove(place(probe))) {
                probes.add(probe);
            }
        }
        return probes;
    }

    /** The shard of a document, by the hash of its id as CouchDB takes it, and where in the shard it is. */
    private List<Long> place(String id) {
        CRC32 hash = new CRC32();
        hash.update(id.getBytes(UTF_8));
        long shard = Math.min(shards - 1, hash.getValue() / (HASHES / shards));
        return List.of(shard, hash.getValue() / NEARNESS);
    }
}

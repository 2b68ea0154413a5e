package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * That our map functions say the same as the library in a realm of their own, as CouchDB evaluates them: there an array
 * of a document is no {@code Array} of the function.
 */
class ViewRealmTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void emitsWhatTheLibrarySays() throws IOException, InterruptedException {
        List<ObjectNode> documents = documents();
        JsonNode views = Replies.json(DesignDocument.current().json()).path("views");
        JsonNode emitted = evaluated(views, documents);
        for (Map.Entry<String, JsonNode> view : views.properties()) {
            if (view.getKey().equals(DesignDocument.PLACEHOLDERS)) {
                continue; // emits ids of placeholders only, which the examples are not
            }
            for (int place = 0; place < documents.size(); place++) {
                ObjectNode document = documents.get(place);
                List<String> keys = new ArrayList<>();
                emitted.path(view.getKey()).path(place).forEach(key -> keys.add(key.asText()));
                assertThat(new TreeSet<>(keys))
                        .as("%s of %s", view.getKey(), document.path("_id").asText())
                        .isEqualTo(new TreeSet<>(
                                ModelViews.keys(view.getKey(), document).toList()));
            }
        }
        assertThat(emitted.path(DesignDocument.SEARCH).toString()).contains("\"i");
    }

    private static List<ObjectNode> documents() throws IOException {
        List<ObjectNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("icure"))) {
            for (Path file : files.sorted().toList()) {
                ObjectNode document = (ObjectNode) Replies.json(Files.readString(file));
                documents.add(document);
                ObjectNode conflicting = document.deepCopy();
                conflicting.putArray("_conflicts").add("1-0123456789abcdef0123456789abcdef");
                conflicting.putArray("identifier").addObject().put("value", "ssin-1");
                documents.add(conflicting);
            }
        }
        documents.add((ObjectNode) Replies.json(
                "{\"_id\":\"keyholder;identifier;1\",\"_rev\":\"1-a\",\"keyholder\":\"reservation\",\"user\":\"u\"}"));
        return documents;
    }

    private static JsonNode evaluated(JsonNode views, List<ObjectNode> documents)
            throws IOException, InterruptedException {
        ObjectNode input = Replies.newObject();
        input.set("views", views);
        ArrayNode list = input.putArray("documents");
        documents.forEach(list::add);
        Path file = Files.createTempFile("views", ".json");
        try {
            Files.writeString(file, Replies.text(input));
            Process node = new ProcessBuilder(
                            "node",
                            RESOURCES
                                    .resolve("io/keyholder/adapters/couchdb/evaluate-views.js")
                                    .toString())
                    .redirectInput(file.toFile())
                    .start();
            String output = new String(node.getInputStream().readAllBytes(), UTF_8);
            String errors = new String(node.getErrorStream().readAllBytes(), UTF_8);
            assertThat(node.waitFor()).as(errors).isZero();
            return Replies.json(output);
        } finally {
            Files.delete(file);
        }
    }
}

package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A database as an iCure backend left it: its design document, its users, and documents that are no users. */
final class IcureDatabase implements AutoCloseable {
    private static final String DESIGN = "_design/User";
    private static final Map<String, String> VIEWS = Map.of(
            "all", "emit(null, doc._id)",
            "by_username", "if (doc.login) { emit(doc.login, doc._id) }",
            "by_email", "if (doc.email) { emit(doc.email, doc._id) }",
            "by_hcp_id", "if (doc.healthcarePartyId) { emit(doc.healthcarePartyId, doc._id) }");

    private final CouchDbSandbox sandbox;
    private final Exchange exchange;
    private final String designRevision;

    private IcureDatabase(CouchDbSandbox sandbox) {
        this.sandbox = sandbox;
        this.exchange = EktorpExchange.with(sandbox.options().endpoint());
        send(Request.put(path(""), ""));
        put(design());
        this.designRevision = designRevision();
    }

    static IcureDatabase create() {
        return new IcureDatabase(CouchDbSandbox.create());
    }

    /** The examples of all three generations: the document of the file that begins with each number. */
    IcureDatabase withExamples() {
        Stream.of(
                        "02-g1-minimal",
                        "03-g2-full-2fa-tokens",
                        "04-g2-patient-invited",
                        "06-g3-full-hcp-permissions",
                        "07-g3-minimal",
                        "08-g3-deleted",
                        "09-g3-device-unknown-fields")
                .forEach(name -> put(example(name)));
        return this;
    }

    /** Users {@code u00000} and so on with logins {@code login0} and so on, written as iCure does. */
    IcureDatabase withUsers(int count) {
        String docs = IntStream.range(0, count)
                .mapToObj(number -> user("u%05d".formatted(number), "login" + number))
                .collect(Collectors.joining(",", "{\"docs\":[", "]}"));
        assertThat(send(Request.post(path("/_bulk_docs"), docs)).status()).isEqualTo(201);
        return this;
    }

    /** A user, written as iCure does: without asking who has the login. */
    IcureDatabase withUser(String id, String login) {
        return put(user(id, login));
    }

    IcureDatabase put(String json) {
        String id = Replies.json(json).path("_id").asText();
        Reply reply = send(Request.put(path("/" + (id.startsWith("_design/") ? id : Request.encoded(id))), json));
        assertThat(reply.status()).isEqualTo(201);
        return this;
    }

    /** A document as it is stored. */
    JsonNode stored(String id) {
        return Replies.json(send(Request.get(path("/" + (id.startsWith("_design/") ? id : Request.encoded(id))))));
    }

    /** How many rows one of iCure's own views has. */
    int rows(String view) {
        return Replies.json(send(Request.get(path("/_design/User/_view/" + view))))
                .path("rows")
                .size();
    }

    CouchDbOptions options() {
        return sandbox.options();
    }

    CouchDbStorage open() {
        return CouchDbStorage.open(options());
    }

    /** That nobody touched iCure's design document. */
    void assertDesignUntouched() {
        assertThat(designRevision()).isEqualTo(designRevision);
    }

    @Override
    public void close() {
        exchange.close();
        sandbox.close();
    }

    static String user(String id, String login) {
        return """
                {"_id":"%s","login":"%s","status":"ACTIVE","java_type":"org.taktik.icure.entities.User"}""".formatted(id, login);
    }

    private String designRevision() {
        return Replies.json(send(Request.get(path("/" + DESIGN)))).path("_rev").asText();
    }

    private static String design() {
        ObjectNode design = Replies.newObject();
        design.put("_id", DESIGN).put("language", "javascript");
        ObjectNode views = design.putObject("views");
        VIEWS.forEach((name, emit) -> views.putObject(name)
                .put(
                        "map",
                        "function(doc) { if (doc.java_type === 'org.taktik.icure.entities.User' && !doc.deleted) { "
                                + emit + " } }"));
        return Replies.text(design);
    }

    private static String example(String name) {
        try (InputStream content = IcureDatabase.class.getResourceAsStream("/icure/" + name + ".json")) {
            if (content == null) {
                throw new IllegalArgumentException("there is no example " + name);
            }
            ObjectNode document = (ObjectNode) Replies.json(new String(content.readAllBytes(), UTF_8));
            document.remove("_rev");
            return Replies.text(document);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Reply send(Request request) {
        return exchange.send(request, Deadline.after(options().deadline()));
    }

    private String path(String rest) {
        return "/" + options().database() + rest;
    }

    List<String> ids(String prefix) {
        return StreamSupport.stream(
                        Replies.json(send(Request.get(path("/_all_docs"))))
                                .path("rows")
                                .spliterator(),
                        false)
                .map(row -> row.path("id").asText())
                .filter(id -> id.startsWith(prefix))
                .toList();
    }
}

package io.keyholder.documents.neighbour;

import static io.keyholder.documents.neighbour.IcureDocument.item;
import static io.keyholder.documents.neighbour.IcureDocument.user;
import static io.keyholder.documents.neighbour.IcureDocument.withProperty;
import static io.keyholder.documents.neighbour.IcureDocument.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.SharedDocuments;
import io.keyholder.testserver.icure.IcureModel;
import io.keyholder.testserver.icure.IcureModel.UnreadableDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tables of the page on CouchDB about other servers: each cell is what the model of that server does with such a
 * document, and the last one what this library publishes of it.
 */
class NeighbourTablesTest {
    private static final Path PAGE = Path.of("../docs/couchdb.md");
    private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_000L);
    private static final String PASSWORD = ",\"passwordHash\":\"" + "0".repeat(64) + "\"";
    private static final String CLOSED = "the user is closed to the server";

    /** One row: a document, what a server makes of it, and what becomes of it here. */
    private record Row(
            String title, Function<IcureModel, String> document, Cell cell, Function<Row, String> whatIsDone) {
        List<String> cells() {
            List<String> cells = new ArrayList<>(List.of(title));
            IcureModel.ALL.forEach(server -> cells.add(cell.of(server, document.apply(server))));
            cells.add(whatIsDone.apply(this));
            return cells;
        }

        /** What is published of the document to one generation. */
        String published(IcureModel server) {
            Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
            return SharedDocuments.unmarked(SharedDocuments.publish(document.apply(server), neighbours));
        }
    }

    private interface Cell {
        String of(IcureModel server, String document);

        /** The same, where the server can read the document. */
        default Cell ifRead() {
            return (server, document) -> {
                try {
                    server.read(document);
                    return of(server, document);
                } catch (UnreadableDocument failed) {
                    return "fails";
                }
            };
        }
    }

    @Test
    void whatServersMakeOfADocumentIsWhatTheirModelsDo() {
        List<Row> rows = new ArrayList<>(ofPermissions());
        rows.addAll(ofTokens());
        rows.addAll(ofValues());
        rows.addAll(ofCredentials());
        rows.addAll(ofUsers());
        assertThat(table("| in a document |"))
                .isEqualTo(rows.stream().map(Row::cells).toList());
    }

    @Test
    void whatServersDropIsWhatTheirModelsDrop() {
        List<List<String>> table = table("| generation | drops |");
        assertThat(table).hasSize(3);
        for (int place = 0; place < table.size(); place++) {
            IcureModel server = IcureModel.ALL.get(place);
            assertThat(table.get(place).subList(0, 2)).containsExactly(server.name(), dropped(server));
            assertThat(table.get(place).get(2)).isNotEmpty();
        }
    }

    private static List<Row> ofPermissions() {
        Cell grant = (server, document) -> server.granted(document).isEmpty() ? "ignored" : "grants it";
        Cell limited = (server, document) -> server.granted(document).isEmpty() ? "ignored" : "grants it for ever";
        Cell read = (server, document) -> server == IcureModel.G1 ? "ignored" : "reads it";
        String withRevoke = "[{\"grants\":[" + item("ADMIN", "") + "],\"revokes\":[" + item("PATIENT_VIEW", "") + "]}]";
        return List.of(
                row(
                        "a grant with a condition, also with one that cannot be read",
                        permitted("[{\"grants\":[" + item("ADMIN", ",\"predicate\":{\"unreadable\":true}") + "]}]"),
                        grant.ifRead(),
                        fate("ADMIN")),
                row(
                        "a grant or revoke of HCP, PHYSICIAN, LEGACY_DATA_VIEW",
                        permitted(
                                "[{\"grants\":[" + item("HCP", "") + "],\"revokes\":[" + item("PHYSICIAN", "") + "]}]"),
                        read.ifRead(),
                        fate("PHYSICIAN")),
                row(
                        "a grant or revoke of a host's own type",
                        permitted("[{\"grants\":[" + item("OWN", "") + "],\"revokes\":[" + item("OTHER", "") + "]}]"),
                        read.ifRead(),
                        fate("OWN")),
                row(
                        "a grant with an end or a beginning",
                        permitted("[{\"grants\":[" + item("ADMIN", ",\"validUntil\":1") + "]}]"),
                        limited.ifRead(),
                        fate("ADMIN")),
                row(
                        "a grant of a type that is revoked, or of ADMIN while anything is revoked",
                        server -> user(",\"permissions\":"
                                + (server == IcureModel.G1
                                        ? "[{\"grant\":2,\"revoke\":16,\"criteria\":[]}]"
                                        : withRevoke)),
                        grant.ifRead(),
                        row -> fate(
                                server -> !server.granted(row.published(server)).isEmpty())));
    }

    private static List<Row> ofTokens() {
        Cell use = (server, document) -> {
            boolean isUsable = !server.usableTokens(document, NOW).isEmpty();
            return server == IcureModel.G1 ? "not read" : isUsable ? "logs in" : "refused";
        };
        return List.of(
                row("a scoped token", token("phone", 60, ",\"scopes\":[\"ADMIN\"]"), use.ifRead(), fate("phone")),
                row(
                        "the secret of an invitation",
                        token("invitation:1", 172_800, ""),
                        use.ifRead(),
                        fate("invitation:1")),
                row("a revoked token", token("phone", 0, ",\"revoked\":5"), use.ifRead(), fate("phone")));
    }

    private static List<Row> ofValues() {
        Cell number = (server, document) -> "reads it";
        Cell listed = (server, document) -> number.ifRead().of(server, document)
                + (server.listedInteger(2_147_483_648L) == 2_147_483_648L ? "" : "; shows another number in lists");
        Cell read = (server, document) -> document.contains("expirationDate") ? "drops it" : "reads it";
        return List.of(
                row(
                        "a whole number beyond 32 bits in a property",
                        property("\"integerValue\":2147483648"),
                        listed,
                        fate("2147483648")),
                row(
                        "an unknown delegation tag",
                        server -> user(",\"autoDelegations\":{\"own\":[\"owner\"]}"),
                        read.ifRead(),
                        fate("own\"")),
                row(
                        "a date beyond the year 285000 in a property",
                        property("\"dateValue\":31556889864403200000000"),
                        read.ifRead(),
                        fate("31556889864403200000000")),
                row(
                        "such a date as the end of the user",
                        server -> user(PASSWORD + ",\"expirationDate\":31556889864403200000000"),
                        read.ifRead(),
                        NeighbourTablesTest::closing));
    }

    private static List<Row> ofCredentials() {
        Cell codes = (server, document) -> server.letsInByPassword(document)
                ? "asks for no code"
                : server.canCheckCodes(document) ? "checks codes" : "cannot check codes";
        Cell password = (server, document) -> server.letsInByPassword(document) ? "lets in by password" : "refuses";
        return List.of(
                row(
                        "a second factor in the form `SHA1:6:…`",
                        secured("SHA1:6:JBSWY3DPEHPK3PXP"),
                        codes.ifRead(),
                        NeighbourTablesTest::publishedInPlain),
                row("a sealed second factor", secured("sealed1:abc"), codes.ifRead(), NeighbourTablesTest::closing),
                row(
                        "an LDAP or token user",
                        server -> user(PASSWORD + ",\"type\":\"ldap\""),
                        password.ifRead(),
                        NeighbourTablesTest::closing),
                row(
                        "a hash that is not in their form",
                        server -> user(PASSWORD.replace("0".repeat(64), "$argon2id$x")),
                        (server, document) -> hashing(server),
                        row -> recognised()),
                row(
                        "a demanded change of the password, which stands in our login state",
                        server -> user(PASSWORD),
                        password.ifRead(),
                        row -> closing(row, SharedDocuments::publishClosed) + " until the demand has ended"));
    }

    private static List<Row> ofUsers() {
        Cell entry = (server, document) -> server.letsInByPassword(document) ? "lets in" : "refuses";
        Cell finding =
                (server, document) -> server.finds(document, "mary@example.org") ? "found" : "not found, not listed";
        Cell life =
                (server, document) -> server.lists(document) && server.letsInByPassword(document) ? "alive" : "deleted";
        return List.of(
                row(
                        "an end of the user, past or not",
                        server -> user(PASSWORD + ",\"expirationDate\":1"),
                        entry.ifRead(),
                        NeighbourTablesTest::closing),
                row(
                        "no login, but an email or phone",
                        server -> user("").replace("\"login\":\"mary\"", "\"email\":\"mary@example.org\""),
                        finding.ifRead(),
                        row -> row.published(IcureModel.G1).contains("\"login\":\"mary@example.org\"")
                                ? "the email or phone is the login for G1"
                                : "not found"),
                row(
                        "a deletion at the moment 0",
                        server -> user(PASSWORD + ",\"deleted\":0"),
                        life.ifRead(),
                        row -> row.published(IcureModel.G3).contains("deleted")
                                ? "deleted here"
                                : "alive here too, and never written: 1 stands for that moment"));
    }

    private static Row row(
            String title, Function<IcureModel, String> document, Cell cell, Function<Row, String> whatIsDone) {
        return new Row(title, document, cell, whatIsDone);
    }

    /** Whether a text of the document is published, and to whom. */
    private static Function<Row, String> fate(String text) {
        return row -> fate(server -> row.published(server).contains(text));
    }

    private static String fate(Predicate<IcureModel> isPublished) {
        List<String> kept = IcureModel.ALL.stream()
                .filter(isPublished.negate())
                .map(IcureModel::name)
                .toList();
        return switch (kept.size()) {
            case 0 -> "published";
            case 3 -> "not published";
            default -> "not published where " + String.join(" or ", kept) + " is named";
        };
    }

    private static String closing(Row row) {
        return closing(row, SharedDocuments::publish);
    }

    private static String closing(Row row, BiFunction<String, Neighbours, String> publishing) {
        boolean isOpen = IcureModel.ALL.stream().anyMatch(server -> {
            Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
            String published = publishing.apply(row.document().apply(server), neighbours);
            return SharedDocuments.unmarked(published).contains("passwordHash");
        });
        return isOpen ? "open" : CLOSED;
    }

    private static String publishedInPlain(Row row) {
        List<String> able = IcureModel.ALL.stream()
                .filter(server -> server.canCheckCodes(row.published(server)))
                .filter(server -> row.published(server).contains("passwordHash"))
                .map(IcureModel::name)
                .toList();
        return "published in plain Base32 to " + String.join(" and ", able) + "; " + CLOSED.replace("server", "other");
    }

    private static String hashing(IcureModel server) {
        List<String> kept = List.of("{bcrypt}x", "{pbkdf2}x", "{argon2}x", "$2y$10$x").stream()
                .filter(hash ->
                        server.save(user(",\"passwordHash\":\"" + hash + "\"")).contains(hash))
                .map(hash -> "`" + hash.replace("x", "") + "`")
                .toList();
        return kept.isEmpty() ? "hashes it" : "hashes it, but for " + String.join(" and ", kept);
    }

    private static String recognised() {
        String document = user(",\"passwordHash\":\"$argon2id$x\"");
        for (IcureModel server : IcureModel.ALL) {
            Neighbours neighbours = Neighbours.of(IcureGeneration.valueOf(server.name()));
            String published = SharedDocuments.publish(document, neighbours);
            assertThat(SharedDocuments.merge(published, server.save(published), neighbours)
                            .changes())
                    .contains(new ForeignChange(ForeignChange.Kind.REHASHED, "passwordHash"));
        }
        assertThat(SharedDocuments.unmarked(SharedDocuments.publish(document, Neighbours.ICURE)))
                .doesNotContain("passwordHash");
        return "recognised; not published where two would hash it in turn";
    }

    /** What a server drops, in the words of the table; what another one of them includes is left out. */
    private static String dropped(IcureModel server) {
        Map<String, String> members = new LinkedHashMap<>();
        String items = permitted("[{\"grants\":[" + item("ADMIN", "%s") + "]}]").apply(server);
        members.put("grants and revokes", items.formatted(""));
        members.put("conditions", items.formatted(",\"predicate\":{\"key\":\"gone\"}"));
        members.put("limits of grants", items.formatted(",\"validUntil\":1"));
        members.put("tokens", token("phone", 60, "").apply(server));
        members.put("scopes", token("phone", 60, ",\"scopes\":[\"ADMIN\"]").apply(server));
        members.put("application tokens", user(",\"applicationTokens\":{\"app\":\"value\"}"));
        List.of("mobilePhone", "deviceId").forEach(name -> members.put(code(name), user(",\"" + name + "\":\"1\"")));
        List.of("created", "createdDate", "lastLoginDate", "expirationDate")
                .forEach(name -> members.put(code(name), user(",\"" + name + "\":1")));
        members.put("second factors", user(",\"secret\":\"JBSWY3DPEHPK3PXP\""));
        members.put("codes of activation and reset", user(",\"passwordToken\":\"value\""));
        members.put("identifiers", user(",\"identifier\":[{\"value\":\"number\"}]"));
        members.put("ids of properties", property("\"stringValue\":\"v\"").apply(server));
        members.put("unknown members", user(",\"x-site\":1"));
        Map<String, String> signs = Map.of(
                "grants and revokes", "ADMIN",
                "conditions", "gone",
                "limits of grants", "validUntil",
                "tokens", "phone",
                "scopes", "scopes",
                "application tokens", "value",
                "second factors", "secret",
                "codes of activation and reset", "passwordToken",
                "identifiers", "number",
                "ids of properties", "\"id\"");
        return members.entrySet().stream()
                .filter(entry -> isDropped(
                        server,
                        entry.getValue(),
                        signs.getOrDefault(
                                entry.getKey(),
                                entry.getKey().startsWith("`") ? entry.getKey().replace("`", "\"") : "x-site")))
                .map(Map.Entry::getKey)
                .filter(name -> server != IcureModel.G1
                        || !List.of("conditions", "limits of grants", "scopes").contains(name))
                .collect(Collectors.joining(", "));
    }

    private static boolean isDropped(IcureModel server, String document, String sign) {
        assertThat(document).contains(sign);
        try {
            return !server.save(document).contains(sign);
        } catch (UnreadableDocument failed) {
            return false;
        }
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private static Function<IcureModel, String> permitted(String permissions) {
        return server -> user(",\"permissions\":" + permissions);
    }

    private static Function<IcureModel, String> token(String name, int validity, String more) {
        return server -> withToken(name, NOW.toEpochMilli(), validity, more);
    }

    private static Function<IcureModel, String> property(String value) {
        return server -> withProperty(value);
    }

    private static Function<IcureModel, String> secured(String secret) {
        return server -> user(PASSWORD + ",\"use2fa\":true,\"isUse2fa\":true,\"secret\":\"" + secret + "\"");
    }

    /** The rows of the table with this head. */
    private static List<List<String>> table(String head) {
        try {
            List<String> lines = Files.readAllLines(PAGE);
            int first = 0;
            while (!lines.get(first).startsWith(head)) {
                first++;
            }
            return lines.stream()
                    .skip(first + 2L)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(
                                    line.substring(1, line.length() - 1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

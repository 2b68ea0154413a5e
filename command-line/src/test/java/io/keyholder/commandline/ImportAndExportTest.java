package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.commandline.quickstart.SampleDocuments;
import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportAndExportTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir
    private Path directory;

    private Host host;

    @BeforeEach
    void makeHost() {
        host = new Host(directory);
    }

    @Test
    void importsEverySampleDocument() {
        Host.Run run = host.importSamples(directory);

        assertThat(run.err())
                .contains("1 imported users cannot log in: soft-deleted")
                .allMatch(line -> line.contains("imported users cannot log in: "));
        assertThat(run.out())
                .hasSize(SampleDocuments.names().size() + 1)
                .startsWith("imported 5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e02")
                .endsWith("7 imported, 0 refused");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void givesBackTheSameDocumentsButForTheirRevision() throws IOException {
        host.importSamples(directory);

        assertThat(exported())
                .containsExactlyElementsOf(SampleDocuments.names().stream()
                        .map(SampleDocuments::json)
                        .map(ImportAndExportTest::withoutRevision)
                        .toList());
    }

    @Test
    void importsItsOwnExport() throws IOException {
        host.importSamples(directory);
        List<JsonNode> before = exported();
        Path copy = Files.move(directory.resolve("export"), directory.resolve("copy"));
        host = new Host(directory.resolve("elsewhere"));

        assertThat(host.run("import", copy.toString()).exitCode()).isZero();
        assertThat(exported()).isEqualTo(before);
    }

    @Test
    void importsAnArray() {
        String array = SampleDocuments.names().stream()
                .map(name -> new String(SampleDocuments.json(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));

        Host.Run run = host.run("import", Host.write(directory.resolve("array"), array));

        assertThat(run.out()).endsWith("7 imported, 0 refused");
    }

    @Test
    void importsOneDocumentALine() {
        Host.Run run = host.run("import", file(document("b", "bob"), "", document("a", "ada")));

        assertThat(run.out()).containsExactly("imported b", "imported a", "2 imported, 0 refused");
    }

    @Test
    void importsTheRestWhenOneDocumentIsBad() {
        Host.Run run = host.run(
                "import", file(document("a", "ada"), "{\"_id\":", "{\"_id\":\"x\"}", "7", document("b", "bob")));

        assertThat(run.out())
                .hasSize(6)
                .startsWith("imported a")
                .contains("imported b")
                .endsWith("2 imported, 3 refused");
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("refused ?: documents line 2: "))
                .anyMatch(line -> line.startsWith("refused x: documents line 3: "))
                .anyMatch(line -> line.startsWith("refused ?: documents line 4: "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void saysWhoHasWhatARefusedUserWanted() {
        Host.Run run = host.run("import", file(document("a", "ada"), document("a", "grace"), document("b", "ADA")));

        assertThat(run.out())
                .containsExactly(
                        "imported a",
                        "refused a: the id is taken",
                        "refused b: the login identifier 'ada' belongs to a",
                        "1 imported, 2 refused");
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void keepsTheOrderOfALargeFileAndTellsHowFarItIs() {
        int count = 5_001;
        String[] lines = IntStream.range(0, count)
                .mapToObj(number -> number % 1_000 == 999 ? "{}" : document("id" + number, "login" + number))
                .toArray(String[]::new);

        Host.Run run = host.run("import", file(lines));

        assertThat(run.out()).hasSize(count + 1).endsWith("4996 imported, 5 refused");
        assertThat(run.out().get(998)).isEqualTo("imported id998");
        assertThat(run.out().get(999)).startsWith("refused ?: ");
        assertThat(run.out().get(1_000)).isEqualTo("imported id1000");
        assertThat(run.err())
                .containsExactly(
                        "5000 documents read", "4996 imported users cannot log in: neither password nor token");
    }

    @Test
    void importsNothingWhenAFileIsMissing() {
        Host.Run run = host.run(
                "import",
                file(document("a", "ada")),
                directory.resolve("missing").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).singleElement().asString().contains("missing");
        assertThat(run.out()).isEmpty();
        assertThat(host.data()).doesNotExist();
    }

    @Test
    void printsNothingThatMovesTheCursor() {
        Host.Run run = host.run("import", file("{\"_id\":\"x\\u001b[2J\\n\",\"login\":\"a\"}"));

        assertThat(run.out()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }

    @Test
    void exportsInOrderOfId() throws IOException {
        host.run("import", file(document("b", "bob"), document("B", "bertha"), document("a", "ada")));

        assertThat(exported()).extracting(node -> node.get("_id").asText()).containsExactly("B", "a", "b");
    }

    @Test
    void replacesAnEarlierExportAndLeavesNothingElseBehind() throws IOException {
        host.run("import", file(document("a", "ada")));
        Path export = Files.writeString(directory.resolve("export"), "earlier");

        Host.Run run = host.run("export", "--out", export.toString());

        assertThat(run.out()).containsExactly("exported 1");
        assertThat(Files.readString(export)).startsWith("{\"_id\":\"a\"").endsWith("}\n");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("users", "documents", "export");
        }
    }

    @Test
    void letsOnlyTheOwnerReadAnExport() throws IOException {
        host.run("import", file(document("a", "ada")));

        exported();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("export"))))
                .isEqualTo("rw-------");
    }

    @Test
    void exportsNothingFromADirectoryWithoutUsers() {
        Host.Run run = host.run("export", "--out", directory.resolve("export").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).hasSize(1);
        assertThat(directory.resolve("export")).doesNotExist();
        assertThat(host.data()).doesNotExist();
    }

    @Test
    void explainsAnExportThatCannotBeWritten() {
        host.run("import", file(document("a", "ada")));

        Host.Run run =
                host.run("export", "--out", directory.resolve("no/such/place").toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains("there is no file or directory");
    }

    private List<JsonNode> exported() throws IOException {
        Path export = directory.resolve("export");
        assertThat(host.run("export", "--out", export.toString()).exitCode()).isZero();
        return Files.readAllLines(export).stream()
                .map(line -> withoutRevision(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static JsonNode withoutRevision(byte[] json) {
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(json);
            document.remove("_rev");
            return document;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private String file(String... lines) {
        return Host.write(directory.resolve("documents"), String.join("\n", lines));
    }

    private static String document(String id, String login) {
        return "{\"_id\":\"" + id + "\",\"login\":\"" + login
                + "\",\"status\":\"ACTIVE\",\"java_type\":\"org.taktik.icure.entities.User\"}";
    }
}

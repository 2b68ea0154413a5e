package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyholder.commandline.terminal.JsonObjects;
import io.keyholder.commandline.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOOR = "5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e03";

    @TempDir
    private static Path directory;

    private static Host host;

    @BeforeAll
    static void importSamples() {
        host = new Host(directory);
        host.importSamples(directory);
    }

    /** A command that is named like a question gives its result as JSON on demand. */
    @ParameterizedTest
    @MethodSource("commandsThatShow")
    void isOfferedByEachCommandThatListsOrShows(String command) {
        assertThat(String.join(
                        "\n",
                        Host.runRaw(new byte[0], (command + " --help").split(" ", -1))
                                .out()))
                .contains("--json");
    }

    static Stream<String> commandsThatShow() {
        List<String> words = List.of("list", "search", "show", "status", "decide");
        return Stream.concat(
                UsageTest.leaves().filter(command -> words.contains(command.substring(command.lastIndexOf(' ') + 1))),
                Stream.of("key import"));
    }

    @Test
    void ofAllUsersHasWhatTheLinesHave() throws JsonProcessingException {
        JsonNode users = json(host.run("list", "--json"));

        assertThat(users).hasSize(7);
        assertThat(users.get(1))
                .isEqualTo(
                        JSON.readTree(
                                "{\"id\":\"" + NOOR + "\",\"status\":\"ACTIVE\",\"login\":\"noor\","
                                        + "\"email\":\"noor.jacobs@example.org\",\"mobilePhone\":\"+32470000003\",\"name\":\"Noor Jacobs\"}"));
        assertThat(users.get(5).get("status").asText()).isEqualTo("DELETED");
        assertThat(users.get(4).has("email")).isFalse();
    }

    @Test
    void ofASearchIsAListOfUsers() throws JsonProcessingException {
        assertThat(json(host.run("search", "--json", "noor")).findValuesAsText("id"))
                .containsExactly(NOOR);
        assertThat(json(host.run("search", "--json", "unheard-of"))).isEmpty();
    }

    /** SECURITY-CASES 20. */
    @Test
    void ofAUserHidesSecrets() throws JsonProcessingException {
        Host.Run run = host.run("show", "--json", "noor");

        assertThat(run.out()).hasSize(1);
        assertThat(json(run).get("_id").asText()).isEqualTo(NOOR);
        assertThat(json(run).get("passwordHash").asText()).isEqualTo("(hidden)");
        assertThat(run.out().get(0)).doesNotContain("5e5b35dbe95b", "JBSWY3DPEHPK3PXP", "cb3eae34cd3a");
    }

    @Test
    void ofTokensHasNoValue() throws JsonProcessingException {
        Host.Run made = host.run("token create", "--name", "lab", "--valid", "48h", "--scope", "HCP", NOOR);
        host.run("token create", "--name", "robot", "--unlimited", NOOR);
        Host.Run run = host.run("token list", "--json", NOOR);
        JsonNode lab = named("lab", json(run));
        JsonNode robot = named("robot", json(run));

        assertThat(String.join("\n", run.out())).doesNotContain(made.out().get(0));
        assertThat(lab.get("state").asText()).isEqualTo("USABLE");
        assertThat(lab.get("scope")).isEqualTo(JSON.readTree("[\"HCP\"]"));
        assertThat(lab.get("unlimited").asBoolean()).isFalse();
        assertThat(lab.get("expires").asText()).isGreaterThan(lab.get("created").asText());
        assertThat(lab.has("lastUse")).isFalse();
        assertThat(robot.get("unlimited").asBoolean()).isTrue();
        assertThat(robot.has("expires")).isFalse();
        assertThat(robot.has("scope")).isFalse();
    }

    @Test
    void ofASecondFactorNamesItsState() throws JsonProcessingException {
        JsonNode status = json(host.run("two-factor status", "--json", "noor"));

        assertThat(status.get("user").asText()).isEqualTo(NOOR);
        assertThat(host.run("two-factor status", "noor").out())
                .containsExactly(status.get("status").asText() + " " + NOOR);
    }

    @Test
    void ofADecisionNamesReasons() throws JsonProcessingException {
        JsonNode decision = json(host.run("decide", "--json", "secretary@example.org", "PATIENT_VIEW"));

        assertThat(decision.get("granted").isBoolean()).isTrue();
        assertThat(decision.get("type").asText()).isEqualTo("PATIENT_VIEW");
        assertThat(decision.get("explanation")).isNotEmpty();
    }

    @Test
    void ofAKeyFileNamesTheKey() throws JsonProcessingException {
        String key = directory.resolve("ada.pem").toString();
        host.runWithInput(
                "correct horse battery walnut\npassphrase\n",
                "create",
                "--login",
                "ada",
                "--patient",
                "p",
                "--key",
                key);
        JsonNode found = json(host.runWithInput("passphrase\n", "key import", "--json", "--in", key, "ada"));

        assertThat(found.get("fingerprint").asText()).hasSize(64);
        assertThat(found.get("state").asText()).isEqualTo("TRUSTED");
    }

    /** SECURITY-CASES 21. */
    @Test
    void carriesAHostileNameAndSendsNoneOfItToATerminal() throws JsonProcessingException {
        String name = "a\r\n\"}]\u001b[2J\u2028\u202e\u007f";
        Host other = new Host(directory.resolve("hostile"));
        other.run(
                "import",
                Host.write(
                        directory.resolve("evil"),
                        JSON.createObjectNode()
                                .put("_id", "evil")
                                .put("login", "evil")
                                .put("name", name)
                                .toString()));
        Host.Run run = other.run("list", "--json");

        assertThat(json(run).get(0).get("name").asText()).isEqualTo(name);
        assertThat(String.join("", run.out()).chars()).allMatch(letter -> letter >= ' ' && letter < 0x7F);
        assertThat(run.out()).hasSize(3);
    }

    @Test
    void ofAnInterruptedListIsNoJson() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Terminal.of(InputStream.nullInputStream(), out, new ByteArrayOutputStream(), Map.of());
        JsonObjects array = JsonObjects.begin(terminal);
        array.add(json -> json.writeStringField("id", "1"));
        array.add(json -> json.writeStringField("id", "2"));
        terminal.out().flush();

        assertThatThrownBy(() -> JSON.readTree(out.toString(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    private static JsonNode named(String name, JsonNode tokens) {
        for (JsonNode token : tokens) {
            if (token.get("name").asText().equals(name)) {
                return token;
            }
        }
        throw new AssertionError(tokens);
    }

    private static JsonNode json(Host.Run run) throws JsonProcessingException {
        return JSON.readTree(String.join("\n", run.out()));
    }
}

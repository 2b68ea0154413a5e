package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.testserver.SharedServer;
import io.keyholder.testserver.icure.IcureChange;
import io.keyholder.testserver.icure.IcureModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTest {
    private static final String TYPE = "\"java_type\":\"org.taktik.icure.entities.User\"";

    private final SharedServer server = SharedServer.get();
    private final String name = "keyholder_audit_" + System.nanoTime();
    private final String url = server.uri().resolve("/" + name).toString();

    @AfterEach
    void removeDatabase() {
        server.remove(name);
    }

    @Test
    void asksForTheServersOnce() {
        server.put(name, "");
        Host.Run unnamed = run("audit");
        assertThat(unnamed.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(unnamed.err())
                .containsExactly("keyholder: no iCure server was named for this database; name them by --neighbours");
        assertThat(run("audit", "--neighbours", "G2,G3").out())
                .containsExactly("0 users, 0 reported, 0 to be settled, 0 restored");
        assertThat(run("audit").out()).containsExactly("0 users, 0 reported, 0 to be settled, 0 restored");
    }

    @Test
    void reportsUsersOnWhichAServerFails() {
        server.put(name, "");
        server.put(
                name + "/a", "{\"login\":\"ada\",\"status\":\"ACTIVE\",\"autoDelegations\":{\"own\":[]}," + TYPE + "}");
        assertThat(run("audit", "--neighbours", "G3").out())
                .containsExactly(
                        "a: unreadable for G3: autoDelegations", "1 users, 1 reported, 0 to be settled, 0 restored");
        assertThat(run("audit", "--json").out())
                .containsExactly(
                        "[",
                        "{\"id\":\"a\",\"readable\":true,\"changed\":[],\"restored\":[],\"withheld\":[],\"rehashed\":[],\"unclear\":[],"
                                + "\"restricted\":[],\"unreadable\":{\"G3\":[\"autoDelegations\"]}}",
                        "]");
        Host.Run settled = run("settle", "a", "--ours");
        assertThat(settled.out()).containsExactly("settled");
        assertThat(run("audit").out()).containsExactly("1 users, 0 reported, 0 to be settled, 0 restored");
        assertThat(run("settle", "nobody", "--theirs").err()).containsExactly("keyholder: there is no such user");
    }

    /** A user that this library cannot read keeps no other one from being restored. */
    @Test
    void restoresTheOthersBesideAnUnreadableUser() {
        server.put(name, "");
        server.put(name + "/a", "{\"login\":7,\"autoDelegations\":{\"own\":[]}," + TYPE + "}");
        server.put(name + "/b", "{\"login\":\"bob\",\"status\":\"ACTIVE\",\"site\":7," + TYPE + "}");
        run("audit", "--neighbours", "G1");
        run("settle", "b", "--ours");
        server.put(name + "/b", IcureModel.G1.save(server.read(name + "/b")));
        String unreadable = server.read(name + "/a");
        Host.Run restored = run("audit", "--restore");
        assertThat(restored.out())
                .contains("a: unreadable", "b: restored site", "2 users, 2 reported, 0 to be settled, 1 restored");
        assertThat(server.read(name + "/a")).isEqualTo(unreadable);
        assertThat(server.read(name + "/b")).contains("\"site\":7");
    }

    /** A dry run reports; what is withheld waits for a decision, and the rest is restored. */
    @ParameterizedTest
    @ValueSource(strings = {"G1", "G2", "G3"})
    void reportsAndSettlesWhatAServerDid(String generation) {
        server.put(name, "");
        server.put(
                name + "/a",
                "{\"login\":\"ada\",\"status\":\"ACTIVE\",\"deviceId\":\"meter\",\"roles\":[],\"site\":7,"
                        + "\"passwordHash\":\"$2a$04$x\"," + TYPE + "}");
        run("audit", "--neighbours", generation);
        run("settle", "a", "--ours");
        saveAt(generation, IcureChange.RENAMES);
        saveAt(generation, IcureChange.GIVES_A_ROLE);
        String stored = server.read(name + "/a");
        Host.Run audit = run("audit");
        assertThat(audit.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(audit.out())
                .contains(
                        "a: changed name",
                        "a: restored site",
                        "a: withheld role 'ADMINISTRATOR'",
                        "a: rehashed passwordHash",
                        "1 users, 1 reported, 1 to be settled, 0 restored");
        assertThat(String.join("", run("audit", "--json").out()))
                .contains(
                        "\"changed\":[\"name\"]",
                        "\"withheld\":[\"role 'ADMINISTRATOR'\"]",
                        "\"rehashed\":[\"passwordHash\"]");
        assertThat(server.read(name + "/a")).isEqualTo(stored);
        run("audit", "--restore");
        assertThat(server.read(name + "/a")).as("waits for a decision").isEqualTo(stored);
        assertThat(run("settle", "a", "--theirs", "--dry-run").out())
                .contains("loses site", "nothing was changed")
                .doesNotContain("settled");
        assertThat(server.read(name + "/a")).isEqualTo(stored);
        assertThat(run("settle", "a", "--theirs").out()).contains("loses site", "settled");
        assertThat(server.read(name + "/a")).contains("ADMINISTRATOR", "Another Name");
        saveAt(generation, IcureChange.NOTHING);
        assertThat(run("audit", "--restore").out()).contains("1 users, 1 reported, 0 to be settled, 1 restored");
        assertThat(run("audit").out()).containsExactly("1 users, 0 reported, 0 to be settled, 0 restored");
    }

    private void saveAt(String generation, IcureChange change) {
        server.put(name + "/a", IcureModel.of(generation).save(server.read(name + "/a"), change::in));
    }

    private Host.Run run(String command, String... more) {
        Map<String, String> environment =
                Map.of(CouchDbAccess.USER, server.name(), CouchDbAccess.PASSWORD, server.password());
        List<String> arguments = new ArrayList<>(List.of(command, "--couchdb", url));
        arguments.addAll(List.of(more));
        return Host.runIn(environment, "", arguments.toArray(String[]::new));
    }
}

package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.testserver.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                        "{\"id\":\"a\",\"changed\":[],\"restored\":[],\"withheld\":[],\"rehashed\":[],"
                                + "\"restricted\":[],\"unreadable\":{\"G3\":[\"autoDelegations\"]}}",
                        "]");
        Host.Run settled = run("settle", "a", "--ours");
        assertThat(settled.out()).containsExactly("settled");
        assertThat(run("audit").out()).containsExactly("1 users, 0 reported, 0 to be settled, 0 restored");
        assertThat(run("settle", "nobody", "--theirs").err()).containsExactly("keyholder: there is no such user");
    }

    private Host.Run run(String command, String... more) {
        Map<String, String> environment =
                Map.of(CouchDbAccess.USER, server.name(), CouchDbAccess.PASSWORD, server.password());
        List<String> arguments = new ArrayList<>(List.of(command, "--couchdb", url));
        arguments.addAll(List.of(more));
        return Host.runIn(environment, "", arguments.toArray(String[]::new));
    }
}

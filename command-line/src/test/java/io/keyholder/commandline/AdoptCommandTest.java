package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.testserver.SharedServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdoptCommandTest {
    private final SharedServer server = SharedServer.get();
    private final String name = "keyholder_adopt_" + System.nanoTime();
    private final URI url = server.uri().resolve("/" + name);

    @AfterEach
    void removeDatabase() {
        server.remove(name);
    }

    @Test
    void adoptsAndReportsWhatItCannot() {
        server.put(name, "");
        server.put(name + "/a", user("ada"));
        server.put(name + "/b", user("grace"));
        assertThat(adopt().out()).containsExactly("adopted: 2 users, 0 ambiguous identifiers, 0 unreadable users");

        server.put(name + "/c", user("ADA"));
        Host.Run audit = adopt();
        assertThat(audit.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(audit.out())
                .containsExactly(
                        "ambiguous 'ada': a, c", "not adopted: 3 users, 1 ambiguous identifiers, 0 unreadable users");
    }

    @Test
    void namesADatabaseThatIsNotThere() {
        Host.Run run = adopt();
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).containsExactly("keyholder: " + url + ": there is no such database on the server");
    }

    private Host.Run adopt() {
        Map<String, String> environment =
                Map.of(CouchDbAccess.USER, server.name(), CouchDbAccess.PASSWORD, server.password());
        return Host.runIn(environment, "", "adopt", "--couchdb", url.toString());
    }

    private static String user(String login) {
        return "{\"login\":\"" + login + "\",\"status\":\"ACTIVE\",\"java_type\":\"org.taktik.icure.entities.User\"}";
    }
}

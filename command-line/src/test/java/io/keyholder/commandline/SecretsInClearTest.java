package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.store.KeyholderOpener;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.testserver.SharedServer;
import io.keyholder.testserver.icure.IcureModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The program itself, as a shell starts it, writes second factors that the older iCure servers check. */
class SecretsInClearTest {
    private static final String PASSWORD = "lamp ferry walnut 17";

    private final SharedServer server = SharedServer.get();
    private final String name = "keyholder_clear_" + System.nanoTime();

    @AfterEach
    void removeDatabase() {
        server.remove(name);
    }

    @Test
    void theOlderServersCheckCodesOfTheProgramsUsers() {
        server.put(name, "");
        run("", "audit", "--neighbours", "G1,G2");
        Host.Run created = run(PASSWORD + "\n", "create", "--login", "ada", "--icure-hashes", "--secrets-in-clear");
        String id = created.out().get(0).substring("created ".length());
        Authenticator authenticator = Authenticator.scanning(
                run("", "two-factor enrol", "--secrets-in-clear", "ada").out().get(0));
        Instant now = Instant.now();
        Host.Run confirmed = run(authenticator.codeAt(now) + "\n", "two-factor confirm", "--secrets-in-clear", "ada");
        assertThat(confirmed.exitCode()).isEqualTo(ExitCode.DONE);
        for (IcureModel older : List.of(IcureModel.G1, IcureModel.G2)) {
            String document = server.read(name + "/" + id);
            assertThat(older.acceptsCode(document, authenticator.codeAt(now), now))
                    .as("%s", older)
                    .isTrue();
            server.put(name + "/" + id, older.save(document));
            assertThat(run("", "two-factor status", "--secrets-in-clear", "ada").out())
                    .containsExactly("on " + id);
        }
        Instant later = now.plusSeconds(30);
        assertThat(run(
                                PASSWORD + "\n" + authenticator.codeAt(later) + "\n",
                                "log-in",
                                "--icure-hashes",
                                "--secrets-in-clear",
                                "--login",
                                "ada")
                        .exitCode())
                .isEqualTo(ExitCode.DONE);
    }

    private Host.Run run(String input, String command, String... more) {
        Map<String, String> environment =
                Map.of(CouchDbAccess.USER, server.name(), CouchDbAccess.PASSWORD, server.password());
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.addAll(List.of("--couchdb", server.uri().resolve("/" + name).toString()));
        arguments.addAll(List.of(more));
        return Host.runBy(KeyholderOpener.EMBEDDED, environment, input, arguments.toArray(String[]::new));
    }
}

package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.testserver.SharedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a database of CouchDB, and copies between it and a directory. */
class CouchDbCommandsTest {
    @TempDir
    private Path directory;

    private final SharedServer server = SharedServer.get();
    private final String name = "keyholder_cli_" + System.nanoTime();
    private final String url = server.uri() + "/" + name;
    private Host host;
    private UserId ada = new UserId("nobody-yet");

    @BeforeEach
    void makeHost() {
        host = new Host(directory);
    }

    @AfterEach
    void removeDatabase() {
        server.remove(name);
    }

    @Test
    void worksOnADatabaseAsOnADirectory() {
        assertThat(run("create", "--couchdb", url, "--login", "ada", "--no-key"))
                .singleElement()
                .asString()
                .startsWith("created ");
        assertThat(run("list", "--couchdb", url)).singleElement().asString().endsWith("\tACTIVE\tada\t");
        Host.Run logIn =
                Host.runIn(environment(), "a long enough password\n", "log-in", "--couchdb", url, "--login", "ADA");
        assertThat(logIn.out()).singleElement().asString().startsWith("accepted ");
    }

    @Test
    void asksForThePasswordOfTheAccountThatTheEnvironmentDoesNotTell() {
        Map<String, String> environment = environment();
        String password = environment.remove(CouchDbAccess.PASSWORD) + "\n";
        run("create", "--couchdb", url, "--login", "ada", "--no-key");

        assertThat(Host.runIn(environment, password, "list", "--couchdb", url).out())
                .hasSize(1);
    }

    @Test
    void refusesAnAccountInAUrlWithoutRepeatingIt() {
        String withAccount = "http://somebody:s3cret-word@localhost:1/users";
        for (String[] call : List.of(
                new String[] {"list", "--couchdb", withAccount},
                new String[] {"list", "--couchdb", withAccount + " "},
                new String[] {"copy", "--from", withAccount, "--to", directory.toString()})) {
            Host.Run run = Host.runRaw(new byte[0], call);

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("keyholder: ")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void namesTheDatabaseThatIsNotThereAndMakesNone() {
        Host.Run run = Host.runIn(environment(), "", "list", "--couchdb", url);

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).containsExactly("keyholder: " + url + ": there is no such database on the server");
    }

    @Test
    void copiesThereAndBackWithoutLosingAnything() {
        fill();
        String elsewhere = directory.resolve("elsewhere").toString();

        assertThat(run("copy", "--from", host.data().toString(), "--to", url))
                .containsExactly("9 copied, 0 there before, 0 refused");
        assertThat(run("copy", "--from", url, "--to", elsewhere))
                .containsExactly("9 copied, 0 there before, 0 refused");

        try (Storage before = H2Storage.at(host.data());
                Storage after = H2Storage.at(Path.of(elsewhere))) {
            assertThat(usersOf(after)).isEqualTo(usersOf(before));
            assertThat(stateOf(after)).isPresent().isEqualTo(stateOf(before));
            assertThat(after.publicKeys().keysOf(new DataOwnerId("patient-1")))
                    .hasSize(1)
                    .isEqualTo(before.publicKeys().keysOf(new DataOwnerId("patient-1")));
            assertThat(after.invitations().findByUser(invited(after)))
                    .hasSize(1)
                    .extracting(stored -> stored.invitation())
                    .isEqualTo(before.invitations().findByUser(invited(before)).stream()
                            .map(stored -> stored.invitation())
                            .toList());
        }
    }

    /** As a copy leaves it that is killed after it stored a user and before it stored what belongs to it. */
    @Test
    void completesACopyThatWasInterrupted() {
        fill();
        try (Storage source = H2Storage.at(host.data());
                Storage target = couchDb(CouchDbOptions.WhenMissing.CREATE)) {
            target.users().create(source.users().findById(ada).orElseThrow());
        }

        assertThat(run("copy", "--from", host.data().toString(), "--to", url))
                .containsExactly("8 copied, 1 there before, 0 refused");
        assertThat(run("copy", "--from", host.data().toString(), "--to", url))
                .containsExactly("0 copied, 9 there before, 0 refused");

        try (Storage target = couchDb(CouchDbOptions.WhenMissing.REFUSE)) {
            assertThat(target.users().count()).isEqualTo(9);
            assertThat(stateOf(target)).isPresent();
            assertThat(target.publicKeys().keysOf(new DataOwnerId("patient-1"))).hasSize(1);
        }
    }

    @Test
    void leavesAloneWhatDiffersAtTheTarget() {
        fill();
        try (Storage target = couchDb(CouchDbOptions.WhenMissing.CREATE)) {
            target.users()
                    .create(User.of(
                            ada,
                            LoginIdentifiers.login("another"),
                            Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE)));
        }
        run("create", "--couchdb", url, "--email", "eve@example.org", "--no-key");

        Host.Run run =
                Host.runIn(environment(), "", "copy", "--from", host.data().toString(), "--to", url);

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out())
                .contains("refused " + ada + ": a user of this id is there and differs")
                .anyMatch(line -> line.contains("'eve@example.org' belongs to another user there"))
                .endsWith("7 copied, 0 there before, 2 refused");
    }

    @Test
    void namesAUserThatCannotBeReadAndCopiesTheOthers() throws Exception {
        for (String login : List.of("ada", "eve", "max")) {
            run("create", "--couchdb", url, "--login", login, "--no-key");
        }
        put("damaged", "{\"java_type\":\"org.taktik.icure.entities.User\",\"login\":7}");
        String target = directory.resolve("elsewhere").toString();

        Host.Run run = Host.runIn(environment(), "", "copy", "--from", url, "--to", target);

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out())
                .containsExactlyInAnyOrder("refused damaged: it cannot be read", "3 copied, 0 there before, 1 refused");
    }

    private void put(String id, String json) throws Exception {
        String account = Base64.getEncoder()
                .encodeToString((server.name() + ":" + server.password()).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/" + id))
                .header("Authorization", "Basic " + account)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesToCopyAStoreIntoItselfAndOutOfNothing() {
        assertThat(Host.runRaw(new byte[0], "copy", "--from", url, "--to", url).exitCode())
                .isEqualTo(ExitCode.USAGE);
        Host.Run run =
                Host.runIn(environment(), "", "copy", "--from", host.data().toString(), "--to", url);
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().contains(host.data().toString());
    }

    /** The samples, and a user with keys who failed to log in once, and one who is invited. */
    private void fill() {
        host.importSamples(directory);
        Host.Run created = host.runWithInput(
                "a long enough password\na long passphrase, too\n",
                "create",
                "--login",
                "ada",
                "--patient",
                "patient-1",
                "--key",
                directory.resolve("key.pem").toString());
        ada = new UserId(created.out().get(0).replace("created ", ""));
        host.runWithInput("wrong\n", "log-in --login ada");
        host.run(
                "invite",
                "--email",
                "eve@example.org",
                "--patient",
                "patient-2",
                "--message",
                directory.resolve("message").toString());
        assertThat(Files.exists(directory.resolve("message"))).isTrue();
    }

    private static List<User> usersOf(Storage store) {
        return store.users().page(PageRequest.first(100)).stream()
                .map(User::withoutRevision)
                .toList();
    }

    private static UserId invited(Storage store) {
        return usersOf(store).stream()
                .filter(user -> user.identifiers()
                        .email()
                        .filter("eve@example.org"::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Optional<LoginState> stateOf(Storage store) {
        return store.loginStates().find(LoginStateKey.of(ada)).map(stored -> stored.state());
    }

    private Storage couchDb(CouchDbOptions.WhenMissing whenMissing) {
        return CouchDbStorage.open(CouchDbOptions.of(server.uri(), name)
                .withAccount(CouchDbAccount.of(server.name(), server.password()))
                .withWhenMissing(whenMissing));
    }

    private List<String> run(String... arguments) {
        Host.Run run = Host.runIn(environment(), "a long enough password\n", arguments);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(CouchDbAccess.USER, server.name(), CouchDbAccess.PASSWORD, server.password()));
    }
}

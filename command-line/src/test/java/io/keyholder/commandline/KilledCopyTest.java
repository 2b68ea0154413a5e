package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.commandline.store.CouchDbAccess;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.testserver.SharedServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy whose process is killed with SIGKILL on the way, twice, and then called again: nothing is lost, nothing
 * doubled.
 */
class KilledCopyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final int USERS = 200;

    @TempDir
    private Path directory;

    private final SharedServer server = SharedServer.get();
    private final String name = "keyholder_killed_copy_" + System.nanoTime();
    private final String url = server.uri() + "/" + name;

    @AfterEach
    void removeDatabase() {
        server.remove(name);
    }

    @Test
    void isCompletedInCouchDb() throws Exception {
        Path source = directory.resolve("source");
        try (Storage filled = H2Storage.at(source)) {
            fill(filled);
        }
        try (Storage watched = couchDb()) {
            for (int user : List.of(20, 120)) {
                killCopyWhen(
                        source.toString(),
                        url,
                        () -> watched.loginStates().find(key(user)).isPresent());
            }
        }
        assertCompletes(source.toString(), url);
        assertSame(() -> H2Storage.at(source), this::couchDb);
    }

    @Test
    void isCompletedInADirectory() throws Exception {
        try (Storage filled = couchDb()) {
            fill(filled);
        }
        Path target = directory.resolve("target");
        killCopyWhen(url, target.toString(), () -> bytesIn(target) > 0);
        long bytes = bytesIn(target);
        killCopyWhen(url, target.toString(), () -> bytesIn(target) > bytes + 50_000);
        assertCompletes(url, target.toString());
        assertSame(this::couchDb, () -> H2Storage.at(target));
    }

    private static void fill(Storage storage) {
        storage.users()
                .createAll(
                        IntStream.range(0, USERS).mapToObj(KilledCopyTest::user).toList());
        IntStream.range(0, USERS)
                .forEach(number -> storage.loginStates().compareAndSet(key(number), Optional.empty(), state(number)));
    }

    private void killCopyWhen(String from, String to, BooleanSupplier isUnderWay) throws Exception {
        Process copy = start("copy", "--from", from, "--to", to);
        boolean hasEnded = false;
        while (!hasEnded && !isUnderWay.getAsBoolean()) {
            hasEnded = copy.waitFor(10, TimeUnit.MILLISECONDS);
        }
        assertThat(hasEnded).as("ended before it was killed").isFalse();
        copy.destroyForcibly().waitFor();
        assertThat(copy.exitValue()).isNotZero();
    }

    private void assertCompletes(String from, String to) {
        Host.Run run = Host.runIn(environment(), "", "copy", "--from", from, "--to", to);
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).singleElement().asString().matches("\\d+ copied, \\d+ there before, 0 refused");
    }

    private static void assertSame(Supplier<Storage> source, Supplier<Storage> target) {
        try (Storage before = source.get();
                Storage after = target.get()) {
            assertThat(usersOf(after)).hasSize(USERS).isEqualTo(usersOf(before));
            assertThat(after.users().count()).isEqualTo(USERS);
            for (int number = 0; number < USERS; number++) {
                assertThat(after.loginStates().find(key(number)).map(Stored::state))
                        .contains(state(number));
            }
        }
    }

    private static long bytesIn(Path directory) {
        try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        } catch (IOException vanished) {
            return 0;
        }
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KeyholderCommand.class.getName()),
                        Stream.of(arguments))
                .toList());
        builder.environment().putAll(environment());
        return builder.inheritIO().start();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(CouchDbAccess.USER, server.name());
        environment.put(CouchDbAccess.PASSWORD, server.password());
        return environment;
    }

    private Storage couchDb() {
        return CouchDbStorage.open(CouchDbOptions.of(server.uri(), name)
                .withAccount(CouchDbAccount.of(server.name(), server.password()))
                .withWhenMissing(CouchDbOptions.WhenMissing.CREATE));
    }

    private static List<User> usersOf(Storage store) {
        return store.users().page(PageRequest.first(10_000)).stream()
                .map(User::withoutRevision)
                .toList();
    }

    private static User user(int number) {
        return User.of(
                id(number), LoginIdentifiers.login("login-" + number), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
    }

    private static LoginState state(int number) {
        return LoginState.NONE.withAttempts(new Attempts(1 + number % 5, Optional.of(NOW.plusSeconds(number))));
    }

    private static LoginStateKey key(int number) {
        return LoginStateKey.of(id(number));
    }

    private static UserId id(int number) {
        return new UserId("user-%04d".formatted(number));
    }
}

package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.internal.h2.directory.DatabaseFiles;
import io.keyholder.adapters.memory.internal.h2.directory.H2Url;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a login writes: counting is not forced to the disk, and what lets no one in again is. */
class H2LoginPowerCutTest {
    private static final LoginStateKey MARY = LoginStateKey.of(new UserId("mary"));
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Duration LIFE = Duration.ofDays(1);

    @TempDir
    private Path scratch;

    @Test
    void aLoginForcesNothingAndAUsedCodeDoes() throws IOException {
        PowerCutDisk disk = FilePathCut.register();
        try (H2Storage storage = open(scratch.resolve("store"))) {
            PowerCutDisk.Contents file = fileOf(disk, scratch.resolve("store"));
            LoginStateRepository states = storage.loginStates();
            change(states, state -> state.withAttempts(state.attempts().charged(NOW, AttemptPolicy.PER_USER)));
            int before = file.forces();
            for (int login = 0; login < 40; login++) {
                int number = login;
                change(states, state -> state.withAttempts(state.attempts().charged(NOW, AttemptPolicy.PER_USER)));
                change(
                        states,
                        state -> state.withLogin(NOW.plusSeconds(number))
                                .withSessions(state.sessions().with(session(number), LIFE)));
            }
            assertThat(file.forces()).isEqualTo(before);
            change(states, state -> state.withCodeUsed(7));
            assertThat(file.forces()).isGreaterThan(before);
        }
    }

    /** Whatever a power cut leaves of the counting around it. */
    @ParameterizedTest
    @EnumSource(PowerCutDisk.Unforced.class)
    void nothingThatWasUsedOrEndedComesBack(PowerCutDisk.Unforced unforced) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int cut = 0; cut < 5; cut++) {
            String name = unforced.name().toLowerCase(Locale.ROOT) + cut;
            Path left = cutAfter(name, unforced, random, states -> {
                change(states, state -> state.withSessions(state.sessions().with(session(1), LIFE)));
                change(states, state -> state.withCodeUsed(7));
                change(states, state -> state.withLogin(NOW));
                change(
                        states,
                        state -> state.withSessions(
                                state.sessions().without(session(1).id())));
                change(states, state -> state.withAttempts(state.attempts().charged(NOW, AttemptPolicy.PER_USER)));
            });
            try (H2Storage storage = H2Storage.at(left)) {
                LoginState state =
                        storage.loginStates().find(MARY).orElseThrow().state();
                assertThat(state.mayUseCodeOf(7)).as("seed %s", seed).isFalse();
                assertThat(state.sessions().find(session(1).id()))
                        .as("seed %s", seed)
                        .isEmpty();
            }
        }
    }

    private Path cutAfter(
            String name, PowerCutDisk.Unforced unforced, Random random, Consumer<LoginStateRepository> writes)
            throws IOException {
        PowerCutDisk disk = FilePathCut.register();
        Path directory = scratch.resolve(name);
        try (H2Storage storage = open(directory)) {
            writes.accept(storage.loginStates());
            DatabaseFiles store = new DatabaseFiles(directory.toRealPath());
            DatabaseFiles left = new DatabaseFiles(
                    Files.createDirectory(scratch.resolve("left-" + name)).toRealPath());
            Files.copy(store.sealFile(), left.sealFile());
            Files.write(left.databaseFile(), fileOf(disk, directory).afterPowerCut(unforced, random));
            return left.path();
        }
    }

    private static H2Storage open(Path directory) throws IOException {
        Files.createDirectory(directory);
        return H2Storage.at(
                directory, H2Options.defaults(), new H2Url(FilePathCut.PREFIX + H2Url.DEFAULT.fileSystem()));
    }

    private static PowerCutDisk.Contents fileOf(PowerCutDisk disk, Path directory) throws IOException {
        return disk.file(H2Url.DEFAULT.fileSystem() + new DatabaseFiles(directory.toRealPath()).databaseFile());
    }

    private static void change(LoginStateRepository states, UnaryOperator<LoginState> change) {
        Optional<Stored> before = states.find(MARY);
        LoginState next = change.apply(before.map(Stored::state).orElse(LoginState.NONE));
        assertThat(states.compareAndSet(MARY, before.map(Stored::revision), next))
                .isTrue();
    }

    private static Session session(int number) {
        return Session.begun(
                new SessionId(String.format(Locale.ROOT, "%0" + SessionId.DIGITS + "x", number)),
                ProofStrength.PASSWORD,
                Optional.empty(),
                NOW.plusSeconds(number % Sessions.MOST));
    }
}

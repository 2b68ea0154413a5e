package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.internal.h2.directory.H2Url;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreUnsafeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY case 45: files are their owner's only from the first byte, and others cannot put theirs in the place. */
class H2FilesTest {
    private static final String OWNER_ONLY = "rw-------";
    private static final H2Options OPTIONS = H2Options.defaults().withDurability(Durability.PROCESS_CRASH_SAFE);

    @TempDir
    private Path scratch;

    @Test
    void everyFileIsItsOwnersOnlyFromTheFirstByteAlsoInADirectoryThatOthersMayEnter() throws IOException {
        Path directory = directory("rwxr-xr-x");
        Map<String, String> seen = FilePathWatched.register();
        try (H2Storage storage = open(directory)) {
            fillAndEmpty(storage.loginStates());
        }
        assertThat(seen).hasSizeGreaterThan(1).containsKey("keyholder.mv.db");
        assertThat(seen.keySet()).as("compacting makes another file").anyMatch(name -> !name.equals("keyholder.mv.db"));
        assertThat(seen.values()).containsOnly(OWNER_ONLY);
        assertThat(permissionsIn(directory)).isNotEmpty().containsOnly(OWNER_ONLY);
        seen.clear();
        try (H2Storage storage = open(directory)) {
            assertThat(storage.loginStates().find(key(0))).isEmpty();
            assertThat(permissionsIn(directory)).containsOnly(OWNER_ONLY);
        }
        assertThat(seen.values()).containsOnly(OWNER_ONLY);
    }

    /** H2 moves large results to files in the directory for temporary files, and a killed process leaves them there. */
    @Test
    void noResultIsMovedToATemporaryFile() throws Exception {
        Path temporary = scratch.resolve("temporary");
        Process reader = ChildJvm.start(
                64, temporary, ReaderOfLargePages.class, directory("rwx------").toString());
        try (BufferedReader output = reader.inputReader()) {
            String all = Integer.toString(ReaderOfLargePages.USERS);
            assertThat(output.lines()).containsExactly(all, all);
        } finally {
            reader.destroyForcibly().waitFor();
        }
        assertThat(temporary).doesNotExist();
    }

    /** The copy of the database that compacting makes holds users as well. */
    @ParameterizedTest
    @ValueSource(strings = {".tempFile", ".newFile"})
    void whatAKilledCompactionLeftIsRemoved(String ending) throws IOException {
        Path directory = directory("rwx------");
        try (H2Storage storage = H2Storage.at(directory, OPTIONS)) {
            assertThat(storage.loginStates().compareAndSet(key(1), Optional.empty(), LoginState.NONE))
                    .isTrue();
        }
        Path left = directory.resolve("keyholder.mv.db" + ending);
        Files.copy(directory.resolve("keyholder.mv.db"), left);
        try (H2Storage storage = H2Storage.at(directory, OPTIONS)) {
            assertThat(storage.loginStates().find(key(1))).isPresent();
        }
        assertThat(left).doesNotExist();
    }

    @Test
    void filesOfEarlierVersionsAreTakenAwayFromOthers() throws IOException {
        Path directory = directory("rwxr-xr-x");
        H2Storage.at(directory, OPTIONS).close();
        for (String name : List.of("keyholder.mv.db", "keyholder.seal")) {
            Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
        }
        try (H2Storage storage = H2Storage.at(directory, OPTIONS)) {
            assertThat(storage.loginStates().find(key(0))).isEmpty();
            assertThat(permissionsIn(directory)).containsOnly(OWNER_ONLY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyholder.mv.db", "keyholder.seal"})
    void aFileThatIsALinkIsRefusedAndLeftAlone(String name) throws IOException {
        Path directory = directory("rwx------");
        H2Storage.at(directory, OPTIONS).close();
        Path elsewhere = scratch.resolve("elsewhere");
        Files.move(directory.resolve(name), elsewhere);
        Files.createSymbolicLink(directory.resolve(name), elsewhere);
        byte[] before = Files.readAllBytes(elsewhere);
        assertThatThrownBy(() -> H2Storage.at(directory, OPTIONS))
                .isInstanceOf(StoreUnsafeException.class)
                .hasMessageContaining("symbolic link");
        assertThat(elsewhere).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyholder.mv.db", "keyholder.seal"})
    void aLinkToNothingMakesNoFileElsewhere(String name) throws IOException {
        Path directory = directory("rwx------");
        Path elsewhere = scratch.resolve("elsewhere");
        Files.createSymbolicLink(directory.resolve(name), elsewhere);
        assertThatThrownBy(() -> H2Storage.at(directory, OPTIONS)).isInstanceOf(StoreUnsafeException.class);
        assertThat(elsewhere).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyholder.mv.db", "keyholder.seal"})
    void aFileThatEveryAccountMayWriteIsRefused(String name) throws IOException {
        Path directory = directory("rwx------");
        H2Storage.at(directory, OPTIONS).close();
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> H2Storage.at(directory, OPTIONS)).isInstanceOf(StoreUnsafeException.class);
        Files.setPosixFilePermissions(directory.resolve(name), PosixFilePermissions.fromString(OWNER_ONLY));
        H2Storage.at(directory, OPTIONS).close();
    }

    @Test
    void aDirectoryThatEveryAccountMayWriteIsRefused() throws IOException {
        Path directory = directory("rwxrwxrwx");
        assertThatThrownBy(() -> H2Storage.at(directory, OPTIONS)).isInstanceOf(StoreUnsafeException.class);
        assertThat(permissionsIn(directory)).isEmpty();
    }

    @Test
    void aDirectoryThatItsGroupMayWriteIsNarrowed() throws IOException {
        Path directory = directory("rwxrwxr-x");
        try (H2Storage storage = H2Storage.at(directory, OPTIONS)) {
            assertThat(storage.loginStates().find(key(0))).isEmpty();
            assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
        }
    }

    private static H2Storage open(Path directory) {
        return H2Storage.at(directory, OPTIONS, new H2Url(FilePathWatched.PREFIX + H2Url.DEFAULT.fileSystem()));
    }

    private Path directory(String permissions) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("store"));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    private static List<String> permissionsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(H2FilesTest::permissions).toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** Leaves so much waste that closing compacts. */
    private static void fillAndEmpty(LoginStateRepository states) {
        LoginState large = LoginState.NONE.withSecondFactorConfirmed(
                Instant.EPOCH, Collections.nCopies(10, PasswordHash.of("x".repeat(PasswordHash.MAX_LENGTH))));
        for (int number = 0; number < 200; number++) {
            states.compareAndSet(key(number), Optional.empty(), large);
        }
        for (int number = 0; number < 200; number++) {
            states.remove(key(number));
        }
    }

    private static LoginStateKey key(int number) {
        return LoginStateKey.of(new UserId("user" + number));
    }
}

package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.CallerWithoutMemory.Mode;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 44: a store reads and writes again once the heap has room, and has lost nothing it acknowledged. */
class H2FullHeapTest {
    private static final int HEAP_MEGABYTES = 48;
    private static final String ACKNOWLEDGED = "A ";

    @ParameterizedTest
    @EnumSource
    void theStoreGoesOnAfterTheHeapWasFullAndHoldsWhatItAcknowledged(Mode mode, @TempDir Path directory)
            throws Exception {
        long seed = Long.getLong("keyholder.seed", System.nanoTime());
        List<String> lines = runToTheEnd(directory, seed, mode);
        assertThat(lines).as("seed %s", seed).contains("CLOSED").noneMatch(line -> line.startsWith("W "));
        assertThat(lines).as("calls that ran out of memory").anyMatch(line -> line.matches("E [1-9]\\d*"));
        assertThat(lines).as("seed %s", seed).anyMatch(line -> line.startsWith(ACKNOWLEDGED));
        if (mode != Mode.MAPS) {
            requireAllHeld(lines, seed, directory);
        }
    }

    private static void requireAllHeld(List<String> lines, long seed, Path directory) {
        try (H2Storage storage = H2Storage.at(directory)) {
            assertThat(lines)
                    .as("seed %s", seed)
                    .filteredOn(line -> line.startsWith(ACKNOWLEDGED))
                    .isNotEmpty()
                    .allSatisfy(line -> requireHeld(storage, line.substring(ACKNOWLEDGED.length())));
        }
    }

    private static void requireHeld(Storage storage, String id) {
        assertThat(storage.users().findById(new UserId(id))).isPresent();
        assertThat(storage.users()
                        .findByIdentifier(IdentifierKey.of(CallerWithoutMemory.email(id)))
                        .single()
                        .map(User::id))
                .contains(new UserId(id));
    }

    private static List<String> runToTheEnd(Path directory, long seed, Mode mode)
            throws IOException, InterruptedException {
        Process caller = ChildJvm.start(
                HEAP_MEGABYTES, CallerWithoutMemory.class, directory.toString(), Long.toString(seed), mode.toString());
        try (BufferedReader output = caller.inputReader()) {
            return output.lines().toList();
        } finally {
            caller.destroyForcibly().waitFor();
        }
    }
}

package io.keyholder.adapters.memory.internal.h2.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.memory.ChildJvm;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.WriterToBeKilled;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreLockedException;
import io.keyholder.ports.persistence.StoreMissingException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opening a directory answers when it cannot be opened; SECURITY case 19 (settings in a URL run scripts). */
class H2OpeningTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;INIT=CREATE TABLE INJECTED(X INT)",
                "a;INIT=RUNSCRIPT FROM 'evil.sql'",
                "a;TRACE_LEVEL_FILE=3",
                "a\\;INIT=CREATE ALIAS X AS 'void x() {}'"
            })
    void refusesADirectoryWhoseNameHoldsSettings(String name) {
        assertThatThrownBy(() -> H2Storage.at(directory.resolve(name))).isInstanceOf(InvalidValueException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysThatAnotherProcessHasTheStore() throws Exception {
        Process writer = ChildJvm.start(128, WriterToBeKilled.class, directory.toString(), "r0");
        try {
            assertThat(writer.getInputStream().read()).isNotNegative();
            assertThatThrownBy(() -> H2Storage.at(directory)).isInstanceOf(StoreLockedException.class);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    @Test
    void saysThatNothingIsThereAndMakesNothing() {
        H2Options mustExist = H2Options.defaults().withWhenMissing(H2Options.WhenMissing.REFUSE);
        assertThatThrownBy(() -> H2Storage.at(directory.resolve("none"), mustExist))
                .isInstanceOf(StoreMissingException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "empty", "header overwritten", "random"})
    void saysThatTheFileIsDamagedAndLeavesItAsItIs(String damage) throws IOException {
        H2Storage.at(directory).close();
        Path file = new DatabaseFiles(directory).databaseFile();
        byte[] damaged = damaged(Files.readAllBytes(file), damage);
        Files.write(file, damaged);

        assertThatThrownBy(() -> H2Storage.at(directory)).isInstanceOf(StoreCorruptException.class);
        assertThat(file).hasBinaryContent(damaged);
    }

    @Test
    void saysThatALaterVersionWroteTheStore() throws Exception {
        H2Storage.at(directory).close();
        DatabaseFiles store = new DatabaseFiles(directory);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + store.databaseName(), "KEYHOLDER", "");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE keyholder.store SET version = version + 1");
        }
        Files.delete(store.sealFile());

        assertThatThrownBy(() -> H2Storage.at(directory)).isInstanceOf(StoreVersionException.class);
    }

    @Test
    void saysThatItWasClosed() {
        H2Storage storage = H2Storage.at(directory);
        storage.close();
        storage.close();
        assertThatThrownBy(() -> storage.users().count()).isInstanceOf(StoreUnavailableException.class);
    }

    private static byte[] damaged(byte[] content, String damage) {
        byte[] copy = content.clone();
        switch (damage) {
            case "truncated" -> {
                return Arrays.copyOf(content, content.length / 2);
            }
            case "empty" -> {
                return new byte[0];
            }
            case "header overwritten" -> Arrays.fill(copy, 0, Math.min(8_192, copy.length), (byte) 'x');
            default -> new java.util.Random(7).nextBytes(copy);
        }
        return copy;
    }
}

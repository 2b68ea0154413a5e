package io.keyholder.verification.login;

import io.keyholder.adapters.memory.Durability;
import io.keyholder.adapters.memory.H2Options;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The stores that logging in is tested over. */
enum TestStore {
    /** In memory; instances are handles. */
    MAP {
        @Override
        StorageSandbox newSandbox() {
            MapStorage data = MapStorage.create();
            return sandbox(data::sharing, data::close);
        }
    },
    /** In a directory of its own. What a power cut does is not tested here, so nothing waits for the disk. */
    H2 {
        @Override
        StorageSandbox newSandbox() {
            Path directory = newDirectory();
            H2Options options = H2Options.defaults().withDurability(Durability.PROCESS_CRASH_SAFE);
            return sandbox(() -> H2Storage.at(directory, options), () -> deleteAll(directory));
        }
    };

    /** A new, empty place for a store. */
    abstract StorageSandbox newSandbox();

    private static StorageSandbox sandbox(Supplier<Storage> opening, Runnable closing) {
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return opening.get();
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("keyholder-login");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}

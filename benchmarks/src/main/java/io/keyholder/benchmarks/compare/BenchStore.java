package io.keyholder.benchmarks.compare;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.ports.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A store to measure on.
 *
 * @param name of the store in the rows
 * @param storage the store itself
 * @param directory for its files and those of a bare peer
 */
record BenchStore(String name, Storage storage, Path directory) implements AutoCloseable {
    static BenchStore inMemory() throws IOException {
        return new BenchStore("memory", MapStorage.create(), Files.createTempDirectory("keyholder-bench"));
    }

    static BenchStore inH2() throws IOException {
        Path directory = Files.createTempDirectory("keyholder-bench");
        return new BenchStore("h2", H2Storage.at(directory.resolve("store")), directory);
    }

    @Override
    public void close() {
        storage.close();
        deleteAll(directory);
    }

    /** Removes a directory with everything in it. */
    static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(BenchStore::delete);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException remains) {
            throw new UncheckedIOException(remains);
        }
    }
}

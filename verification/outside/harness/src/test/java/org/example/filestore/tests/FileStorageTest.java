package org.example.filestore.tests;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.example.filestore.FileStorage;

/** All that the kit asks of a store. */
class FileStorageTest implements StorageContract {
    @Override
    public StorageSandbox newSandbox() {
        Path file = newFile();
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return FileStorage.at(file);
            }

            @Override
            public void close() {
                delete(file);
            }
        };
    }

    static Path newFile() {
        try {
            return Files.createTempFile("users", ".journal");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

package io.keyholder.adapters.crypto.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.keys.KeyFileException;
import io.keyholder.ports.keys.KeyFileTarget.Outcome;
import io.keyholder.ports.keys.UnopenableDataException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final byte[] OTHER = {4, 5, 6, 7};

    @TempDir
    private Path folder;

    @Test
    void savesTheContentForItsOwnerOnlyAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("anna.pem");
        assertThat(OwnerOnlyFile.at(file).save(CONTENT)).isEqualTo(Outcome.SAVED);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(names()).containsExactly("anna.pem");
        assertOwnerOnly(file);
    }

    @Test
    void leavesAFileThatIsThereAlone() throws IOException {
        Path file = Files.write(folder.resolve("anna.pem"), OTHER);
        assertThat(OwnerOnlyFile.at(file).save(CONTENT)).isEqualTo(Outcome.EXISTS);
        assertThat(file).hasBinaryContent(OTHER);
        assertThat(OwnerOnlyFile.at(folder).save(CONTENT)).isEqualTo(Outcome.EXISTS);
        assertThat(names()).containsExactly("anna.pem");
    }

    @Test
    void replacesAFileWhenToldTo() throws IOException {
        Path file = Files.write(folder.resolve("anna.pem"), OTHER);
        assertThat(OwnerOnlyFile.at(file).replacing().save(CONTENT)).isEqualTo(Outcome.SAVED);
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(names()).containsExactly("anna.pem");
        assertOwnerOnly(file);
    }

    /** Neither of them writes through a link that somebody has put there. */
    @Test
    void followsNoLink() throws IOException {
        Path aim = Files.write(folder.resolve("aim"), OTHER);
        Path link = Files.createSymbolicLink(folder.resolve("link"), aim);
        assertThat(OwnerOnlyFile.at(link).save(CONTENT)).isEqualTo(Outcome.EXISTS);
        assertThat(OwnerOnlyFile.at(link).replacing().save(CONTENT)).isEqualTo(Outcome.SAVED);
        assertThat(aim).hasBinaryContent(OTHER);
        assertThat(Files.isSymbolicLink(link)).isFalse();
    }

    @Test
    void saysThatAFolderIsMissing() {
        OwnerOnlyFile nowhere = OwnerOnlyFile.at(folder.resolve("missing").resolve("anna.pem"));
        assertThatThrownBy(() -> nowhere.save(CONTENT))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("anna.pem");
    }

    @Test
    void leavesAFileThatSomebodyMakesMeanwhileAlone() throws IOException {
        Path file = folder.resolve("anna.pem");
        assertThat(OwnerOnlyFile.at(file).save(target -> {
                    target.write(CONTENT);
                    Files.write(file, OTHER);
                }))
                .isEqualTo(Outcome.EXISTS);
        assertThat(file).hasBinaryContent(OTHER);
        assertThat(names()).containsExactly("anna.pem");
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        OwnerOnlyFile file = OwnerOnlyFile.at(folder.resolve("anna.pem"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Stream<Callable<Outcome>> writers =
                    IntStream.range(0, 8).mapToObj(number -> () -> file.save(new byte[] {(byte) number}));
            int saved = 0;
            for (Future<Outcome> outcome : threads.invokeAll(writers.toList())) {
                saved += outcome.get() == Outcome.SAVED ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
            assertThat(names()).containsExactly("anna.pem");
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void leavesNothingOfContentThatBreaksOff() throws IOException {
        Path old = Files.write(folder.resolve("old"), OTHER);
        for (OwnerOnlyFile file : List.of(
                OwnerOnlyFile.at(folder.resolve("report")),
                OwnerOnlyFile.at(old).replacing())) {
            assertThatThrownBy(() -> file.save(target -> {
                        target.write(CONTENT);
                        throw new IOException("the source broke off");
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the source broke off");
            assertThatThrownBy(() -> file.save(target -> {
                        target.write(CONTENT);
                        throw new UnopenableDataException();
                    }))
                    .isInstanceOf(UnopenableDataException.class);
        }
        assertThat(names()).containsExactly("old");
        assertThat(old).hasBinaryContent(OTHER);
    }

    @Test
    void streamsContentOfAnySize() throws IOException {
        Path file = folder.resolve("report");
        assertThat(OwnerOnlyFile.at(file).save(target -> {
                    target.write(CONTENT);
                    target.write(OTHER);
                }))
                .isEqualTo(Outcome.SAVED);
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3, 4, 5, 6, 7});
        assertOwnerOnly(file);
    }

    @Test
    void asksForNoContentWhenAFileIsThere() throws IOException {
        Path file = Files.write(folder.resolve("report"), OTHER);
        assertThat(OwnerOnlyFile.at(file).save(target -> {
                    throw new AssertionError("nobody needs it");
                }))
                .isEqualTo(Outcome.EXISTS);
    }

    /**
     * The file system within a ZIP file knows no owners and gives a file one name only, as those of Windows sticks do.
     */
    @Test
    void savesWhereNoOwnersAreKnown() throws IOException {
        Path zip = folder.resolve("stick.zip");
        try (FileSystem stick = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path file = stick.getPath("/anna.pem");
            assertThat(OwnerOnlyFile.at(file).save(CONTENT)).isEqualTo(Outcome.SAVED);
            assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
            assertThat(OwnerOnlyFile.at(file).save(OTHER)).isEqualTo(Outcome.EXISTS);
            assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
            assertThat(OwnerOnlyFile.at(file).replacing().save(OTHER)).isEqualTo(Outcome.SAVED);
            assertThat(Files.readAllBytes(file)).isEqualTo(OTHER);
            try (Stream<Path> files = Files.list(stick.getPath("/"))) {
                assertThat(files).hasSize(1);
            }
        }
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static void assertOwnerOnly(Path file) throws IOException {
        Assumptions.assumeTrue(
                file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}

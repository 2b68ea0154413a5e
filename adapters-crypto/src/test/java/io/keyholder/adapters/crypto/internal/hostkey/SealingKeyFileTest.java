package io.keyholder.adapters.crypto.internal.hostkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.PepperKeys;
import io.keyholder.adapters.crypto.Sealers;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyFileTest {
    private static final UserId MARY = new UserId("mary");
    private static final TotpSecret SECRET = TotpSecret.of("JBSWY3DPEHPK3PXP");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("sealing.key");
    }

    @Test
    void makesAKeyOnceAndReadsItEverAfter() throws IOException {
        String id = SealingKeys.createFile(file).currentId();
        assertThat(SealingKeys.createFile(file).currentId()).isEqualTo(id);
        assertThat(SealingKeys.fromFile(file).currentId()).isEqualTo(id);
        assertThat(Files.readString(file)).matches("[A-Za-z0-9+/]{43}=\n");
        assertThat(namesIn(folder)).containsExactly("sealing.key");
    }

    @Test
    void makesAnotherKeyForAnotherFile() {
        assertThat(SealingKeys.createFile(file).currentId())
                .isNotEqualTo(
                        SealingKeys.createFile(folder.resolve("other.key")).currentId());
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        SealingKeys.createFile(file);
        SealingKeys.rotateFile(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** SECURITY case 45: what others may write or replace is no secret of the host. */
    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-r--", "rw-rw-rw-"})
    void aFileThatOthersMayWriteIsRefused(String permissions) throws IOException {
        SealingKeys.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> SealingKeys.fromFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("written by others");
        assertThatThrownBy(() -> SealingKeys.createFile(file)).isInstanceOf(HostFileException.class);
        assertThatThrownBy(() -> SealingKeys.rotateFile(file)).isInstanceOf(HostFileException.class);
        assertThatThrownBy(() -> PepperKeys.fromFile(file)).isInstanceOf(HostFileException.class);
    }

    @Test
    void aLinkIsRefusedAndItsTargetLeftAlone() throws IOException {
        Path elsewhere = folder.resolve("elsewhere.key");
        SealingKeys.createFile(elsewhere);
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> SealingKeys.fromFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> SealingKeys.createFile(file)).isInstanceOf(HostFileException.class);
        assertThatThrownBy(() -> SealingKeys.rotateFile(file)).isInstanceOf(HostFileException.class);
        assertThatThrownBy(() -> PepperKeys.fromFile(file)).isInstanceOf(HostFileException.class);
        assertThat(elsewhere).hasBinaryContent(before);
    }

    @Test
    void aLinkToNothingMakesNoFileElsewhere() throws IOException {
        Path elsewhere = folder.resolve("elsewhere.key");
        Files.createSymbolicLink(file, elsewhere);
        assertThatThrownBy(() -> SealingKeys.createFile(file)).isInstanceOf(HostFileException.class);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aKeyThatWasNeverFilledIsRefused() throws IOException {
        String zeros = Base64.getEncoder().encodeToString(new byte[SealingKeys.KEY_SIZE_BYTES]);
        SealingKeys.createFile(file);
        for (String content : List.of(zeros + "\n", Files.readString(file) + zeros + "\n")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> SealingKeys.fromFile(file))
                    .isInstanceOf(HostFileException.class)
                    .hasMessageContaining("key of zeros");
            assertThatThrownBy(() -> PepperKeys.fromFile(file)).isInstanceOf(HostFileException.class);
        }
    }

    @Test
    void allWhoMakeItAtOnceGetTheSameKey() throws Exception {
        int makers = 8;
        CyclicBarrier start = new CyclicBarrier(makers);
        Callable<String> maker = () -> {
            start.await();
            return SealingKeys.createFile(file).currentId();
        };
        ExecutorService threads = Executors.newFixedThreadPool(makers);
        try {
            List<Future<String>> ids = threads.invokeAll(
                    IntStream.range(0, makers).mapToObj(each -> maker).toList());
            assertThat(ids.stream().map(SealingKeyFileTest::resultOf).distinct())
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(namesIn(folder)).containsExactly("sealing.key");
    }

    @Test
    void rotatingKeepsTheEarlierKeysToOpenWith() throws IOException {
        TotpSecret first = Sealers.under(SealingKeys.createFile(file)).seal(SECRET, MARY);
        TotpSecret second = Sealers.under(SealingKeys.rotateFile(file)).seal(SECRET, MARY);
        SealingKeys third = SealingKeys.rotateFile(file);
        for (TotpSecret sealed : List.of(first, second)) {
            assertThat(Sealers.under(third).open(sealed, MARY)).isEqualTo(SECRET);
            assertThat(Sealers.under(SealingKeys.fromFile(file)).isOutdated(sealed))
                    .isTrue();
        }
        assertThat(namesIn(folder)).containsExactly("sealing.key");
    }

    @Test
    void oneRotationAtATime() throws IOException {
        String id = SealingKeys.createFile(file).currentId();
        Files.createFile(folder.resolve("sealing.key.next"));
        assertThatThrownBy(() -> SealingKeys.rotateFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("another rotation");
        assertThat(SealingKeys.fromFile(file).currentId()).isEqualTo(id);
    }

    @Test
    void aMissingFileIsNeitherReadNorRotated() {
        assertThatThrownBy(() -> SealingKeys.fromFile(file)).isInstanceOf(HostFileException.class);
        assertThatThrownBy(() -> SealingKeys.rotateFile(file)).isInstanceOf(HostFileException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderThatIsMissingIsNotMade() {
        Path nowhere = folder.resolve("nowhere").resolve("sealing.key");
        assertThatThrownBy(() -> SealingKeys.createFile(nowhere))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("cannot be made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "s3nt1nel",
                "s3nt1nels3nt1nels3nt1nels3nt1nels3nt1nels3n=\n\n",
                "s3nt1nels3nt1nels3nt1nels3nt1nels3nt1nels3",
                "s3nt1nel!s3nt1nel",
            })
    void aDamagedFileIsRefusedWithoutShowingItAndIsNeverReplaced(String content) throws IOException {
        Files.writeString(file, content);
        for (Runnable use : List.<Runnable>of(
                () -> SealingKeys.fromFile(file),
                () -> SealingKeys.createFile(file),
                () -> SealingKeys.rotateFile(file))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(HostFileException.class)
                    .hasMessageContaining("sealing.key")
                    .hasMessageNotContaining("s3nt1nel");
        }
        assertThat(file).hasContent(content);
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Files.writeString(file, "A".repeat(65_537));
        assertThatThrownBy(() -> SealingKeys.fromFile(file))
                .isInstanceOf(HostFileException.class)
                .hasMessageContaining("65537 bytes");
    }

    private static String resultOf(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }
}

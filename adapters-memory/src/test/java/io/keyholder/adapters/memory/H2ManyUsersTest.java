package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many users load, page, are looked up and searched for in a small heap, whatever their number, and leave a compact
 * store behind. {@code -Dkeyholder.many=1000000} chooses how many, {@code -Dkeyholder.many.report} a file for what it
 * took.
 */
class H2ManyUsersTest {
    private static final int COUNT = Integer.getInteger("keyholder.many", 20_000);
    private static final int HEAP_MEGABYTES = Integer.getInteger("keyholder.many.heap", 64);
    private static final Optional<Path> REPORT =
            Optional.ofNullable(System.getProperty("keyholder.many.report")).map(Path::of);
    private static final int MOST_BYTES_PER_DOCUMENT_BYTE = 3;

    @Test
    void needConstantMemoryAndLeaveACompactStore(@TempDir Path directory) throws Exception {
        Process process =
                ChildJvm.start(HEAP_MEGABYTES, ManyUsers.class, directory.toString(), Integer.toString(COUNT));
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("exit code, after %s", lines).isZero();
        if (REPORT.isPresent()) {
            Files.write(REPORT.get(), lines);
        }
        assertThat(bytes(lines, "closed size "))
                .as("%s", lines)
                .isLessThanOrEqualTo(MOST_BYTES_PER_DOCUMENT_BYTE * bytes(lines, "document size "));
    }

    private static long bytes(List<String> lines, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(label))
                .mapToLong(line -> Long.parseLong(line.substring(label.length())))
                .findFirst()
                .orElseThrow();
    }
}

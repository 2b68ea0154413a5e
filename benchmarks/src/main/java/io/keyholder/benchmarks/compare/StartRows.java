package io.keyholder.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process that starts, has one user log in for the first time, and ends; its hash has the lowest cost. */
final class StartRows implements Group {
    private static final String PEER = "spring";

    private StartRows() {}

    static Group open() {
        return new StartRows();
    }

    @Override
    public List<Row> rows() {
        return Stream.of("memory", "h2")
                .map(store -> new Row(
                        "start-" + store, 1, () -> started("keyholder", store), PEER, () -> started(PEER, "memory")))
                .toList();
    }

    private static Object started(String what, String store) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        what,
                        store)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.contains(ColdStart.LOGGED_IN)) {
            throw new IllegalStateException("no user logged in: " + said);
        }
        return said;
    }
}

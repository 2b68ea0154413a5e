package io.keyholder.adapters.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a program of the tests in a process of its own, which can be killed and given little memory. */
public final class ChildJvm {
    private ChildJvm() {}

    public static Process start(int heapMegabytes, Class<?> program, String... arguments) throws IOException {
        return start(heapMegabytes, Path.of(System.getProperty("java.io.tmpdir")), program, arguments);
    }

    static Process start(int heapMegabytes, Path temporary, Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}

package io.keyholder.verification.promise;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this process prints and logs through the platform, at every level, until it is closed. */
final class CapturedOutput extends Handler implements AutoCloseable {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();

    private CapturedOutput() {}

    static CapturedOutput start() {
        CapturedOutput output = new CapturedOutput();
        PrintStream both = new PrintStream(output.printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        output.root.addHandler(output);
        output.root.setLevel(Level.FINE);
        return output;
    }

    List<String> all() {
        return List.of(printed.toString(StandardCharsets.UTF_8), logged.toString());
    }

    @Override
    public void publish(LogRecord record) {
        logged.add(record.getMessage() + " " + record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(level);
        System.setOut(out);
        System.setErr(err);
    }
}

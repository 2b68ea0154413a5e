package io.keyholder.commandline.terminal;

import io.keyholder.domain.credential.Password;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes: UTF-8 on every platform, so that scripts see the same bytes everywhere. Closes none
 * of its streams. Not thread-safe.
 */
public final class Terminal {
    private final SecretLines in;
    private final OutputStream results;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Optional<Console> person;
    private final Function<String, Optional<String>> environment;
    private final LocaleText locale;
    private final Screens screens;
    private final LongSupplier nanoTime;
    private int statusLength;

    private Terminal(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Optional<Console> person,
            Function<String, Optional<String>> environment,
            LocaleText locale,
            Screens screens,
            LongSupplier nanoTime) {
        this.in = new SecretLines(in);
        this.results = out;
        this.out = writer(out);
        this.err = writer(err);
        this.person = person;
        this.environment = environment;
        this.locale = locale;
        this.screens = screens;
        this.nanoTime = nanoTime;
    }

    /** The streams of this process; secrets are asked for without echo when a person is there. */
    public static Terminal ofProcess() {
        return new Terminal(
                System.in,
                System.out,
                System.err,
                Optional.ofNullable(System.console()),
                name -> Optional.ofNullable(System.getenv(name)),
                LocaleText.ofProcess(),
                Screens.ofProcess(),
                System::nanoTime);
    }

    /** These streams and this environment, without a person and without a screen. */
    public static Terminal of(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment) {
        return of(in, out, err, environment, Screens.NONE, System::nanoTime);
    }

    /** These streams, of which some are screens, this environment and this clock, without a person. */
    public static Terminal of(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Map<String, String> environment,
            Screens screens,
            LongSupplier nanoTime) {
        return new Terminal(
                in,
                out,
                err,
                Optional.empty(),
                name -> Optional.ofNullable(environment.get(name)),
                LocaleText.UTF_8,
                screens,
                nanoTime);
    }

    /**
     * Refuses arguments whose letters the platform lost.
     *
     * @throws CommandFailure naming the argument by its place
     */
    public void requireReadable(String... arguments) {
        for (int place = 0; place < arguments.length; place++) {
            locale.require("argument " + (place + 1), arguments[place]);
        }
    }

    /**
     * The value of an environment variable; absent when it is not set, or empty.
     *
     * @throws CommandFailure when the platform lost letters of the value
     */
    public Optional<String> setting(String name) {
        Optional<String> value = environment.apply(name).filter(text -> !text.isEmpty());
        value.ifPresent(text -> locale.require("the value of " + name, text));
        return value;
    }

    /** Results. */
    public PrintWriter out() {
        return out;
    }

    /** What is no result: errors, notes, progress. */
    public PrintWriter err() {
        return err;
    }

    /** Whether results may have colours: on a terminal that has them, and never under {@code NO_COLOR}. */
    public boolean hasColours() {
        return screens.out() && allowsColours();
    }

    /** Prints one line of results. */
    public void print(String line) {
        clearStatus();
        out.println(line);
    }

    /** Prints a file, byte by byte, behind all results so far. */
    public void print(Path file) throws IOException {
        clearStatus();
        out.flush();
        Files.copy(file, results);
        results.flush();
    }

    /** Prints one line that is no result, after all results so far. */
    public void note(String line) {
        clearStatus();
        out.flush();
        err.println(line);
        err.flush();
    }

    /** Prints an error of the program as one line, its name in red where standard error has colours. */
    public void complain(String program, String line) {
        boolean coloured = screens.err() && allowsColours();
        note((coloured ? "\u001b[1;31m" + program + ":\u001b[0m " : program + ": ") + line);
    }

    /**
     * Reads a secret: typed without echo when a person is there, otherwise the next line of the input. The end of the
     * input is the empty secret. The caller closes it.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no UTF-8 or too long
     */
    public Password readSecret(String name) {
        clearStatus();
        return person.isPresent() ? ask(person.get(), name) : in.next();
    }

    /** Reads a code in the same way, with the white space around it left out; empty at the end of the input. */
    public String readCode(String name) {
        try (Password code = readSecret(name)) {
            byte[] utf8 = code.utf8();
            String text = new String(utf8, StandardCharsets.UTF_8).strip();
            Arrays.fill(utf8, (byte) 0);
            return text;
        }
    }

    /** Whether a line of standard error can be drawn again. */
    boolean canRedraw() {
        return screens.err() && !isDumb();
    }

    /** Shows a line of standard error until the next line is printed. For a terminal that can redraw. */
    void showStatus(String line) {
        out.flush();
        int drawn = line.length();
        err.print("\r" + line + " ".repeat(Math.max(0, statusLength - drawn)));
        err.flush();
        statusLength = drawn;
    }

    /** A clock for durations, in nanoseconds from any point. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    private void clearStatus() {
        if (statusLength > 0) {
            err.print("\r" + " ".repeat(statusLength) + "\r");
            err.flush();
            statusLength = 0;
        }
    }

    private boolean allowsColours() {
        return !isDumb() && setting("NO_COLOR").isEmpty();
    }

    private boolean isDumb() {
        return setting("TERM").filter("dumb"::equals).isPresent();
    }

    private Password ask(Console console, String name) {
        char @Nullable [] typed = console.readPassword("%s: ", name);
        char[] secret = typed == null ? new char[0] : typed;
        try {
            locale.require("what was typed", CharBuffer.wrap(secret));
            return Password.of(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }
}

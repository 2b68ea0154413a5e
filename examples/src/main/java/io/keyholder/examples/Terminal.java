package io.keyholder.examples;

import io.keyholder.domain.credential.Password;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes: UTF-8 on every platform, so that scripts see the same bytes everywhere. Closes none
 * of its streams. Not thread-safe.
 */
final class Terminal {
    private final SecretLines in;
    private final OutputStream results;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Optional<Console> person;
    private final Function<String, Optional<String>> environment;

    private Terminal(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Optional<Console> person,
            Function<String, Optional<String>> environment) {
        this.in = new SecretLines(in);
        this.results = out;
        this.out = writer(out);
        this.err = writer(err);
        this.person = person;
        this.environment = environment;
    }

    /** The streams of this process; secrets are asked for without echo when a person is there. */
    static Terminal ofProcess() {
        return new Terminal(
                System.in,
                System.out,
                System.err,
                Optional.ofNullable(System.console()),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    /** These streams and this environment, with nobody to ask. */
    static Terminal of(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment) {
        return new Terminal(in, out, err, Optional.empty(), name -> Optional.ofNullable(environment.get(name)));
    }

    /** What the environment says under this name; absent when it says nothing. */
    Optional<String> setting(String name) {
        return environment.apply(name).filter(value -> !value.isEmpty());
    }

    /** Results. */
    PrintWriter out() {
        return out;
    }

    /** What is no result: errors, notes, how far the work is. */
    PrintWriter err() {
        return err;
    }

    /** Prints one line of results. */
    void print(String line) {
        out.println(line);
    }

    /** Prints a file, byte by byte, behind all results so far. */
    void print(Path file) throws IOException {
        out.flush();
        Files.copy(file, results);
        results.flush();
    }

    /** Prints one line that is no result, after all results so far. */
    void note(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    /**
     * Reads a secret: typed without echo when a person is there, otherwise the next line of the input. The end of the
     * input is the empty secret. The caller closes it.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no UTF-8 or too long
     */
    Password readSecret(String name) {
        return person.isPresent() ? ask(person.get(), name) : in.next();
    }

    /** Reads a code in the same way, with the white space around it left out; empty at the end of the input. */
    String readCode(String name) {
        try (Password code = readSecret(name)) {
            byte[] utf8 = code.utf8();
            String text = new String(utf8, StandardCharsets.UTF_8).strip();
            Arrays.fill(utf8, (byte) 0);
            return text;
        }
    }

    private static Password ask(Console person, String name) {
        char @Nullable [] typed = person.readPassword("%s: ", name);
        char[] secret = typed == null ? new char[0] : typed;
        try {
            return Password.of(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }
}

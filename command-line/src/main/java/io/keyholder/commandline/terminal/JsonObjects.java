package io.keyholder.commandline.terminal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Results as JSON: an array with one object a line, so that a broken work leaves text that no parser accepts.
 * Characters that could mislead a terminal are written as escapes. Not thread-safe.
 */
public final class JsonObjects {
    private final Terminal terminal;
    private Optional<String> last = Optional.empty();

    private JsonObjects(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Begins an array. */
    public static JsonObjects begin(Terminal terminal) {
        terminal.print("[");
        return new JsonObjects(terminal);
    }

    /** Adds an object. */
    public void add(Members members) {
        last.ifPresent(object -> terminal.print(object + ","));
        last = Optional.of(object(members));
    }

    /** Ends the array. */
    public void end() {
        last.ifPresent(terminal::print);
        terminal.print("]");
    }

    /** Writes the members of an object. */
    @FunctionalInterface
    public interface Members {
        /** Writes them. */
        void write(JsonGenerator json) throws IOException;
    }

    /** One object as one line. */
    public static String object(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setCharacterEscapes(new TerminalEscapes());
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException broken) {
            throw new UncheckedIOException("the result cannot be written as JSON", broken);
        }
        return text.toString();
    }

    /** Writes a member unless it is absent. */
    public static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}

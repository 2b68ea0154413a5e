package io.keyholder.commandline.user;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.keyholder.commandline.terminal.TerminalEscapes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * A user document as people may see it: indented, with each hash, secret and token replaced by {@code "(hidden)"},
 * wherever in the document its member stands, and with what no terminal should be sent written as escapes.
 */
final class ReadableDocument {
    private static final String HIDDEN = "(hidden)";
    private static final Set<String> SECRETS =
            Set.of("passwordHash", "secret", "token", "activationToken", "passwordToken", "loginHash");
    private static final Set<String> MAPS_OF_SECRETS = Set.of("applicationTokens");

    private final JsonParser source;
    private final JsonGenerator readable;

    private ReadableDocument(JsonParser source, JsonGenerator readable) {
        this.source = source;
        this.readable = readable;
    }

    /** The readable form of a document, over several lines. */
    static String of(String document) {
        return of(document, new DefaultPrettyPrinter());
    }

    /** The same on one line, for programs. */
    static String onOneLine(String document) {
        return of(document, new MinimalPrettyPrinter());
    }

    private static String of(String document, PrettyPrinter printer) {
        JsonFactory json = new JsonFactory();
        StringWriter text = new StringWriter();
        try (JsonParser source = json.createParser(document);
                JsonGenerator readable = json.createGenerator(text)) {
            readable.setPrettyPrinter(printer);
            readable.setCharacterEscapes(new TerminalEscapes());
            source.nextToken();
            new ReadableDocument(source, readable).copyValue();
        } catch (IOException broken) {
            throw new UncheckedIOException("the document cannot be shown", broken);
        }
        return text.toString();
    }

    private void copyValue() throws IOException {
        switch (source.currentToken()) {
            case START_OBJECT -> copyObject();
            case START_ARRAY -> copyArray();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readable.writeNumber(source.getText());
            default -> readable.copyCurrentEvent(source);
        }
    }

    private void copyObject() throws IOException {
        readable.writeStartObject();
        while (source.nextToken() != JsonToken.END_OBJECT) {
            String name = source.currentName();
            readable.writeFieldName(name);
            source.nextToken();
            copyMember(name);
        }
        readable.writeEndObject();
    }

    private void copyMember(String name) throws IOException {
        if (SECRETS.contains(name)) {
            hideValue();
        } else if (MAPS_OF_SECRETS.contains(name) && source.currentToken() == JsonToken.START_OBJECT) {
            hideMembers();
        } else {
            copyValue();
        }
    }

    private void copyArray() throws IOException {
        readable.writeStartArray();
        while (source.nextToken() != JsonToken.END_ARRAY) {
            copyValue();
        }
        readable.writeEndArray();
    }

    private void hideMembers() throws IOException {
        readable.writeStartObject();
        while (source.nextToken() != JsonToken.END_OBJECT) {
            readable.writeFieldName(source.currentName());
            source.nextToken();
            hideValue();
        }
        readable.writeEndObject();
    }

    private void hideValue() throws IOException {
        if (source.currentToken() == JsonToken.VALUE_NULL) {
            readable.writeNull();
        } else {
            source.skipChildren();
            readable.writeString(HIDDEN);
        }
    }
}

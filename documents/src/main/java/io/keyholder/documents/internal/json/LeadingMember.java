package io.keyholder.documents.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Finds one member of a text that is not acceptable as a whole, to say which document it was. */
public final class LeadingMember {
    private LeadingMember() {}

    /**
     * The text of a top-level member; absent when the text breaks before it, or gives it twice before it breaks.
     *
     * @param json what {@link StrictJson#parse(String)} refused
     */
    public static Optional<String> find(String json, String name) {
        Optional<String> found = Optional.empty();
        try (JsonParser parser = StrictJson.parser(json)) {
            parser.nextToken();
            for (String next = parser.nextFieldName(); next != null; next = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (next.equals(name)) {
                    if (found.isPresent() || value != JsonToken.VALUE_STRING) {
                        return Optional.empty();
                    }
                    found = Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException broken) {
            return found;
        }
        return found;
    }
}

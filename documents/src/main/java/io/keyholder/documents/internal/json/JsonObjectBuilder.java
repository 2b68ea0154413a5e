package io.keyholder.documents.internal.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the members of one object in order. Not thread-safe; used once. */
public final class JsonObjectBuilder {
    private final Map<String, Json> members = new LinkedHashMap<>();

    /** Adds a member. */
    public JsonObjectBuilder put(String name, Json value) {
        members.put(name, value);
        return this;
    }

    /** Adds a member, unless its value is absent: then there is no such member. */
    public JsonObjectBuilder put(String name, Optional<? extends Json> value) {
        value.ifPresent(present -> members.put(name, present));
        return this;
    }

    /** Adds a member that is a string. */
    public JsonObjectBuilder putText(String name, String text) {
        return put(name, new JsonString(text));
    }

    /** Adds a member that is a string, unless it is absent. */
    public JsonObjectBuilder putText(String name, Optional<String> text) {
        return put(name, text.map(JsonString::new));
    }

    /** The object; this builder is not to be used any more. */
    public JsonObject build() {
        return new JsonObject(members);
    }
}

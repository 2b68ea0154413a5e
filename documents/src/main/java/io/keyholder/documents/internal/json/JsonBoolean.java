package io.keyholder.documents.internal.json;

/** A JSON {@code true} or {@code false}. */
public enum JsonBoolean implements Json {
    FALSE,
    TRUE;

    /** The JSON form of a truth value. */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }
}

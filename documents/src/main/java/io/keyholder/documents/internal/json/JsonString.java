package io.keyholder.documents.internal.json;

/**
 * A JSON string.
 *
 * @param value the text that it means, escapes resolved
 */
public record JsonString(String value) implements Json {}

package io.keyholder.documents.internal.json;

/** The {@code null} of JSON. */
public enum JsonNull implements Json {
    NULL
}

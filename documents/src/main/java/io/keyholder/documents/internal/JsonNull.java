package io.keyholder.documents.internal;

/** The {@code null} of JSON. */
public enum JsonNull implements Json {
    NULL
}

package io.keyholder.documents.internal.json;

/**
 * A JSON value. Immutable; equal when it has the same content in the same words: members in any order, elements in
 * order, numbers by their spelling ({@code 1.0} is not {@code 1}).
 */
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}

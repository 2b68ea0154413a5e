package io.keyholder.documents.internal.json;

import java.util.List;

/**
 * A JSON array.
 *
 * @param elements not to be changed by anyone once handed over
 */
public record JsonArray(List<Json> elements) implements Json {}

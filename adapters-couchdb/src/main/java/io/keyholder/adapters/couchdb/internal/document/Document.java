package io.keyholder.adapters.couchdb.internal.document;

/**
 * A document as the database holds it.
 *
 * @param id its id
 * @param revision its revision
 * @param json all of it, {@code _id} and {@code _rev} included, as the server spelled it
 */
public record Document(String id, String revision, String json) {}

/**
 * Users, login states and public keys in Apache CouchDB.
 *
 * <p>{@link io.keyholder.adapters.couchdb.CouchDbStorage} is the way in. Users are iCure's own documents; whatever else
 * is stored has ids that begin with {@code keyholder;}, which no user's id can, and no {@code java_type}, so that
 * iCure's views pass it over.
 */
@NullMarked
package io.keyholder.adapters.couchdb;

import org.jspecify.annotations.NullMarked;

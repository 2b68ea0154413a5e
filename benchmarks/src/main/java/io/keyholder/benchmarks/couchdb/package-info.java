/** CouchDB through the adapter, beside the same requests made by hand with {@code java.net.http}. */
@NullMarked
package io.keyholder.benchmarks.couchdb;

import org.jspecify.annotations.NullMarked;

/** Requests to the servers: Ektorp's transport, deadlines, and the choice of a node. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.http;

import org.jspecify.annotations.NullMarked;

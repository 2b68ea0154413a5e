/** Users that another server saves too: what this library wrote last is remembered apart from them. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.neighbour;

import org.jspecify.annotations.NullMarked;

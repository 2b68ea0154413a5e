/** Who holds an identifier: reservations, and users that were stored without one. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.identifier;

import org.jspecify.annotations.NullMarked;

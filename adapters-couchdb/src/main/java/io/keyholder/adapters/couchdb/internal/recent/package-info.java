/** What a store remembers for a while, so many entries at most. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.recent;

import org.jspecify.annotations.NullMarked;

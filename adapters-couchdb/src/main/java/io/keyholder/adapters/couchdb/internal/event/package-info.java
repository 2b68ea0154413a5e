/** User events, which are announced before the change and settled after it. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.event;

import org.jspecify.annotations.NullMarked;

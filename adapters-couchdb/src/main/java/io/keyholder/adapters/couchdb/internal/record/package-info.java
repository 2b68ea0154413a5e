/** Login states, invitations, public keys and what the store keeps about itself. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.record;

import org.jspecify.annotations.NullMarked;

/** What two replicas changed while they were apart, and what became of it. */
@NullMarked
package io.keyholder.adapters.couchdb.conflict;

import org.jspecify.annotations.NullMarked;

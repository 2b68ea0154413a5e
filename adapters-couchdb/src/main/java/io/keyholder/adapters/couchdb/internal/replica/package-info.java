/** The merge of users and identifiers that two replicas changed. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.replica;

import org.jspecify.annotations.NullMarked;

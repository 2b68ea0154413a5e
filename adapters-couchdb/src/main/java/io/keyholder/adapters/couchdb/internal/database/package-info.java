/** One database: documents in all their versions, writes that only a minority took, and views. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.database;

import org.jspecify.annotations.NullMarked;

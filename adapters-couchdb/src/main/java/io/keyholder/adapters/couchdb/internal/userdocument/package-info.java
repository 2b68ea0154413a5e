/** The stored form of a user, and what several versions of one leave of it. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.userdocument;

import org.jspecify.annotations.NullMarked;

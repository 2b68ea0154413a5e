/** Documents of this library as they are stored, and the reading of replies. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.document;

import org.jspecify.annotations.NullMarked;

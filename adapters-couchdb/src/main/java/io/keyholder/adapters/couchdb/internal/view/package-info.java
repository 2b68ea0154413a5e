/** Our design document and the lists and searches that it answers. */
@NullMarked
package io.keyholder.adapters.couchdb.internal.view;

import org.jspecify.annotations.NullMarked;

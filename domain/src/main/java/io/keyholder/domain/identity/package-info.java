/** Ids, revisions and the keys by which identifiers are compared. */
@NullMarked
package io.keyholder.domain.identity;

import org.jspecify.annotations.NullMarked;

/** User documents that are shared with a live iCure server. */
@NullMarked
package io.keyholder.documents.neighbour;

import org.jspecify.annotations.NullMarked;

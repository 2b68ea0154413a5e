/** The lossless JSON form of a user document. */
@NullMarked
package io.keyholder.documents;

import org.jspecify.annotations.NullMarked;

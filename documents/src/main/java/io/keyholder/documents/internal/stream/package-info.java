/** The documents of a file, one after another. */
@NullMarked
package io.keyholder.documents.internal.stream;

import org.jspecify.annotations.NullMarked;

/** JSON values that keep what a document said, number by number, and their strict reader and writer. Not exported. */
@NullMarked
package io.keyholder.documents.internal;

import org.jspecify.annotations.NullMarked;

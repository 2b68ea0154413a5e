/** What the readers of other servers accept, and how a document is published for them and read back. */
@NullMarked
package io.keyholder.documents.internal.neighbour;

import org.jspecify.annotations.NullMarked;

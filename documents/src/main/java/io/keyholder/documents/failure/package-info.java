/** What is wrong with a document. */
@NullMarked
package io.keyholder.documents.failure;

import org.jspecify.annotations.NullMarked;

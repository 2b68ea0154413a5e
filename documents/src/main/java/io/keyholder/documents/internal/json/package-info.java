/** Reading and writing of JSON within bounds. */
@NullMarked
package io.keyholder.documents.internal.json;

import org.jspecify.annotations.NullMarked;

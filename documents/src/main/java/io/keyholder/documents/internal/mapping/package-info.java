/** Between iCure's documents and the domain. */
@NullMarked
package io.keyholder.documents.internal.mapping;

import org.jspecify.annotations.NullMarked;
